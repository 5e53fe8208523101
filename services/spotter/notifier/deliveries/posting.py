"""Posts to an address that somebody typed in."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import httpx


class UnreachableError(Exception):
    """There was no answer; says why, without the address."""


class PlainHttpError(Exception):
    """An address without encryption, where that is not allowed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A receiver's status, and its ``Retry-After``, empty without one."""

    status: int
    retry_after: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """Posts with HTTPS, and HTTP where ``plain_http``; all of it within ``limit_s``.

    ``now`` returns the wall clock's time in UTC.
    """

    now: Callable[[], datetime]
    limit_s: float = 10.0
    plain_http: bool = False

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """The answer's status; nothing else of it is read, and no redirect is followed.

        Raises :class:`UnreachableError` and :class:`PlainHttpError`.
        """
        if urlsplit(url).scheme != "https" and not self.plain_http:
            raise PlainHttpError("expected https; http is for the gym's own network")
        try:
            return asyncio.run(self._post(url, body, headers))
        except TimeoutError:
            raise UnreachableError(f"no answer within {self.limit_s:g} s") from None
        except httpx.HTTPError as error:
            kind = type(error).__name__  # its words may hold the address
            raise UnreachableError(f"no connection ({kind})") from None

    async def _post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        async with (
            asyncio.timeout(self.limit_s),
            httpx.AsyncClient(trust_env=False, timeout=self.limit_s) as client,
            client.stream("POST", url, content=body, headers=headers) as answer,
        ):
            return Answer(answer.status_code, answer.headers.get("Retry-After", ""))
