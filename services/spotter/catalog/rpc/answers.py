"""Answers a call: the value, or an error as a status of gRPC, in words."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, NoReturn, TypeVar

import grpc
import redis
import structlog
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from spotter.alerting.errors import AlertingError, UnknownAlertError
from spotter.catalog.errors import (
    CatalogError,
    ConflictError,
    DatabaseError,
    DeniedError,
    TooManyError,
    UnauthenticatedError,
    UnknownError,
)
from spotter.training.errors import TrainingError
from spotter.wire.errors import WireError

_STATUS: dict[type[Exception], grpc.StatusCode] = {
    UnknownError: grpc.StatusCode.NOT_FOUND,
    ConflictError: grpc.StatusCode.FAILED_PRECONDITION,
    DeniedError: grpc.StatusCode.PERMISSION_DENIED,
    UnauthenticatedError: grpc.StatusCode.UNAUTHENTICATED,
    TooManyError: grpc.StatusCode.RESOURCE_EXHAUSTED,
    CatalogError: grpc.StatusCode.INVALID_ARGUMENT,
    TrainingError: grpc.StatusCode.INVALID_ARGUMENT,
    UnknownAlertError: grpc.StatusCode.NOT_FOUND,
    AlertingError: grpc.StatusCode.INVALID_ARGUMENT,
    WireError: grpc.StatusCode.INVALID_ARGUMENT,
    DatabaseError: grpc.StatusCode.UNAVAILABLE,
    redis.RedisError: grpc.StatusCode.UNAVAILABLE,
    IntegrityError: grpc.StatusCode.FAILED_PRECONDITION,
    DataError: grpc.StatusCode.INVALID_ARGUMENT,
    DBAPIError: grpc.StatusCode.INTERNAL,
}
"""The kinds before those they are made of."""
_WORDS: dict[type[Exception], str] = {
    IntegrityError: "somebody else has just changed what this refers to; look at it again",
    DataError: "expected numbers and text that a database can hold; found others",
    DBAPIError: "a statement failed; the catalog's log says which and why",
}
"""Instead of those of a statement, which tell what is private."""
_RETRY = "retry-after-s"
"""In the metadata after an answer: how many seconds to wait."""

Method = TypeVar("Method", bound=Callable[..., Any])


def answers(method: Method) -> Method:
    """Make the catalog's errors in ``method`` the statuses that clients see."""

    @wraps(method)
    def answer(service: object, request: object, context: grpc.ServicerContext) -> object:
        try:
            return method(service, request, context)
        except tuple(_STATUS) as error:
            return _abort(context, error)

    return answer  # type: ignore[return-value]  # the same, with an error's status


def answers_in_pieces(method: Method) -> Method:
    """As :func:`answers`, for a ``method`` that is a generator.

    gRPC runs nothing but generators of such methods in a thread: whatever else they do at once
    would hold up its event loop, and an error there would wait for that loop for ever.
    """

    @wraps(method)
    def answer(service: object, request: object, context: grpc.ServicerContext) -> Iterator[object]:
        try:
            yield from method(service, request, context)
        except tuple(_STATUS) as error:
            _abort(context, error)

    return answer  # type: ignore[return-value]  # the same, with an error's status


def _abort(context: grpc.ServicerContext, error: Exception) -> NoReturn:
    kind = next(one for one in _STATUS if isinstance(error, one))
    status = _STATUS[kind]
    if status is grpc.StatusCode.UNAVAILABLE:
        structlog.get_logger().warning("unavailable", reason=str(error))
    elif status is grpc.StatusCode.INTERNAL:
        structlog.get_logger().error("statement failed", exc_info=error)
    if isinstance(error, TooManyError):
        context.set_trailing_metadata(((_RETRY, str(error.retry_s)),))
    context.abort(status, _WORDS.get(kind) or str(error))
