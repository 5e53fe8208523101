"""The scorer process."""

import sys

import structlog
from pydantic import ValidationError

from spotter.runtime.lifecycle import stop_on_signals
from spotter.runtime.logs import configure_logs
from spotter.runtime.settings import problems_of
from spotter.scorer.service import run
from spotter.scorer.settings import ScorerSettings


def main() -> int:
    """Run until SIGTERM or SIGINT; the exit status is 0 after an orderly stop."""
    try:
        settings = ScorerSettings()
    except ValidationError as error:
        sys.exit(problems_of(error))
    configure_logs("scorer", log_format=settings.log_format, level=settings.log_level)
    stopping = stop_on_signals()
    try:
        run(settings, stopping)
    except OSError as error:
        structlog.get_logger().error("cannot run", why=str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
