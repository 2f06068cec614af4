"""The state of a search as figures and a map: what `syncer report` draws. Pure values, nothing of how they look."""
