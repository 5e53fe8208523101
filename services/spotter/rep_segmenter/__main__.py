"""The rep segmenter process."""

import sys

import structlog
from pydantic import ValidationError

from spotter.rep_segmenter.errors import SegmenterError
from spotter.rep_segmenter.service import run
from spotter.rep_segmenter.settings import SegmenterSettings
from spotter.runtime.lifecycle import stop_on_signals
from spotter.runtime.logs import configure_logs
from spotter.runtime.settings import problems_of


def main() -> int:
    """Run until SIGTERM or SIGINT; the exit status is 0 after an orderly stop."""
    try:
        settings = SegmenterSettings()
    except ValidationError as error:
        sys.exit(problems_of(error))
    configure_logs("rep_segmenter", log_format=settings.log_format, level=settings.log_level)
    stopping = stop_on_signals()
    try:
        run(settings, stopping)
    except (SegmenterError, OSError) as error:
        structlog.get_logger().error("cannot run", why=str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
