"""What tests log in their own process."""

import structlog


def log_plainly() -> None:
    """Log errors as Python does.

    By default structlog draws them with the values of all variables on the way, which takes seconds
    each time.
    """
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[structlog.processors.add_log_level, plain])
