"""Structured logs: one JSON object a line, or coloured lines on a terminal."""

import logging
import sys

import structlog
from structlog.tracebacks import ExceptionDictTransformer


def configure_logs(process: str, *, log_format: str, level: str) -> None:
    """Send this process's logs, and those of the libraries it uses, to standard error.

    ``log_format`` is ``json``, ``pretty`` or ``auto`` (pretty on a terminal); every line carries
    the ``process`` name and whatever was bound with :func:`structlog.contextvars.bind_contextvars`.
    """
    pretty = log_format == "pretty" or (log_format == "auto" and sys.stderr.isatty())

    def named(
        _logger: object, _method: str, event: structlog.typing.EventDict
    ) -> structlog.typing.EventDict:
        return {"process": process, **event}

    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        # Not a context variable, since threads do not inherit those.
        named,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *_last(pretty=pretty),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)


def _last(*, pretty: bool) -> list[structlog.typing.Processor]:
    """What makes text of a line; tracebacks without local variables, which may hold passwords."""
    if pretty:
        plain = structlog.dev.plain_traceback
        colours = sys.stderr.isatty()
        return [structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=plain)]
    return [
        structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
        structlog.processors.JSONRenderer(),
    ]
