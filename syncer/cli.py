"""Arguments in, message and exit code out."""


def main() -> None:
    """Run the command line."""
