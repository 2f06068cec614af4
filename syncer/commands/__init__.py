"""Commands that stand in groups of their own; each imports what it needs only when called."""
