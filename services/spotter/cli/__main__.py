"""The ``spotter`` command."""

import sys


def main() -> None:
    """Run the command line; leave with its exit code."""
    try:
        from spotter.cli.app import make_app  # noqa: PLC0415 - so that Ctrl-C meanwhile is quiet

        make_app(sys.argv[1:])()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
