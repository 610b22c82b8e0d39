"""The command `ledger`, and `python -m ledger`."""

import sys


def main() -> None:
    """Run the command line of this process and exit, quietly if it is interrupted while it starts."""
    try:
        from ledger.cli import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
