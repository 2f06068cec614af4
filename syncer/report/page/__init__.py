"""One self-contained HTML file: the map of the network and the figures of the search. It opens no connection."""
