"""Answers a call: the value, or an error as a status of gRPC, in words."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import grpc
import structlog

from spotter.catalog.errors import CatalogError, ConflictError, DatabaseError, UnknownError
from spotter.wire.errors import WireError

_STATUS: dict[type[Exception], grpc.StatusCode] = {
    UnknownError: grpc.StatusCode.NOT_FOUND,
    ConflictError: grpc.StatusCode.FAILED_PRECONDITION,
    CatalogError: grpc.StatusCode.INVALID_ARGUMENT,
    WireError: grpc.StatusCode.INVALID_ARGUMENT,
    DatabaseError: grpc.StatusCode.UNAVAILABLE,
}

Method = TypeVar("Method", bound=Callable[..., Any])


def answers(method: Method) -> Method:
    """Make the catalog's errors in ``method`` the statuses that clients see."""

    @wraps(method)
    def answer(service: object, request: object, context: grpc.ServicerContext) -> object:
        try:
            return method(service, request, context)
        except tuple(_STATUS) as error:
            status = next(code for kind, code in _STATUS.items() if isinstance(error, kind))
            if status is grpc.StatusCode.UNAVAILABLE:
                structlog.get_logger().warning("database unavailable", reason=str(error))
            return context.abort(status, str(error))

    return answer  # type: ignore[return-value]  # the same, with an error's status
