"""Errors as problem details (RFC 9457)."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from redis.exceptions import RedisError
from starlette.exceptions import HTTPException as StarletteHTTPException

from spotter.catalog_client.errors import (
    CatalogAwayError,
    ConflictError,
    DeniedError,
    MisunderstoodError,
    RefusedError,
    TooManyError,
    UnknownError,
    UnrecognisedError,
)
from spotter.movement.values.errors import MovementError
from spotter.notifier.errors import NotifierError
from spotter.notifier.views.v1.problem import Problem, WrongField, problem_of
from spotter.wire.errors import WireError

PROBLEM_TYPE = "application/problem+json"

_MEANINGS = {
    400: "the body is not text",
    401: "nobody has signed in",
    403: "not for who asks, or by another site's page",
    404: "there is none",
    409: "it contradicts what is there",
    415: "not JSON",
    422: "not what was expected",
    429: "too often; Retry-After says when again, in seconds",
    502: "the catalog's answer cannot be understood",
    503: "the catalog does not answer",
}
_SCHEMA = "#/components/schemas/Problem"


def described(meaning: str) -> dict[str, Any]:
    """The description of an answer that is a problem."""
    return {"description": meaning, "content": {PROBLEM_TYPE: {"schema": {"$ref": _SCHEMA}}}}


RESPONSES: dict[int | str, dict[str, Any]] = {
    status: described(meaning) for status, meaning in _MEANINGS.items()
}
"""What every route may answer instead."""


def answer_with_problems(app: FastAPI) -> None:
    """Make every error of ``app`` a problem."""
    app.add_exception_handler(StarletteHTTPException, http_problem)
    app.add_exception_handler(RequestValidationError, _invalid)
    for kind, status in _STATUSES.items():
        app.add_exception_handler(kind, _handler(status))


# The kinds before those they are made of.
_STATUSES: dict[type[Exception], int] = {
    CatalogAwayError: 503,
    UnrecognisedError: 401,
    DeniedError: 403,
    TooManyError: 429,
    UnknownError: 404,
    ConflictError: 409,
    MisunderstoodError: 502,
    RefusedError: 422,
    RedisError: 503,
    NotifierError: 502,
    WireError: 502,
    MovementError: 502,
}


def _handler(status: int) -> Any:  # noqa: ANN401 - what Starlette calls a handler
    async def handle(_request: Request, error: Exception) -> Response:
        words = str(error)
        if isinstance(error, CatalogAwayError):
            words = f"the catalog does not answer: {words}"
        elif isinstance(error, RedisError):
            words = "Redis does not answer; try again in a moment"
        retry = {"Retry-After": str(error.retry_s)} if isinstance(error, TooManyError) else None
        return _response(problem_of(status, words), retry)

    return handle


async def http_problem(_request: Request, error: Exception) -> Response:
    """The problem that an HTTPException tells of."""
    if not isinstance(error, HTTPException | StarletteHTTPException):
        raise error
    return _response(problem_of(error.status_code, str(error.detail)), error.headers)


async def _invalid(_request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    fields = [
        WrongField(where=".".join(map(str, one["loc"])), problem=one["msg"])
        for one in error.errors()
    ]
    words = "; ".join(f"{field.where}: {field.problem}" for field in fields)
    return _response(problem_of(422, words, fields))


def _response(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    return Response(problem.model_dump_json(), problem.status, headers, media_type=PROBLEM_TYPE)
