"""The ``spotter`` command."""

import os
import sys


def main() -> None:
    """Run the command line; leave with its exit code."""
    # Before numpy is loaded, and for all processes that are started from here: sharing matrices of
    # 25 joints among threads takes longer than computing them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        # Imported here so that Ctrl-C meanwhile is quiet.
        from spotter.cli.terminal.installation import missing_packages  # noqa: PLC0415

        arguments = sys.argv[1:]
        if said := missing_packages(arguments):
            sys.exit(f"spotter: {said}")

        from spotter.cli.app import make_app  # noqa: PLC0415 - it needs them

        make_app(arguments)()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
