"""Running by itself on this machine: one timer of the operating system for each settings file."""
