"""syncer: who to contact next in a job search, and why."""

__version__ = "0.1.0"
