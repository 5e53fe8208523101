"""Who is let in to what of the page and its API, and how."""

from collections.abc import Awaitable, Callable, Collection
from email.message import Message
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request, Response
from starlette.requests import HTTPConnection

from spotter.catalog_client.errors import CatalogAwayError
from spotter.notifier.web.access.asking.credentials import shown_by
from spotter.notifier.web.access.asking.local import foreign_because, is_own
from spotter.notifier.web.access.asking.whoever import LOCAL, MACHINE, Whoever
from spotter.notifier.web.access.rights.rights import FOR_ANYBODY, Right, right_of

Recognise = Callable[[str], Awaitable[Whoever | None]]
"""Says whom a secret stands for; None: nobody. Raises :class:`CatalogAwayError`."""

_UNAUTHORIZED, _FORBIDDEN, _UNSUPPORTED, _AWAY = 401, 403, 415, 503
_JSON = "application/json"
_OWN_PAGES = frozenset({"same-origin", "none"})
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_SIMPLE = "POST"
"""The method that browsers send to foreign sites without asking them first."""
_SIGN_IN = "expected somebody who has signed in, or a token (Authorization: Bearer)"


class Guard:
    """Admits requests and sockets.

    ``recognise`` says who asks. A gym that ``is_open`` asks nobody: this machine's own requests
    are the owner's. They come in at a loopback address or, in a container, at the ``gateway``.
    """

    def __init__(self, recognise: Recognise, *, is_open: bool = False, gateway: str = "") -> None:
        self._recognise = recognise
        self._is_open = is_open
        self._gateway = gateway

    async def __call__(self, request: Request, response: Response) -> None:
        """Admit a request to its route, or raise the :class:`HTTPException` that says why not.

        No browser and no proxy keeps the answer.
        """
        response.headers["Cache-Control"] = "no-store"
        description = request.scope["route"].openapi_extra
        _check_site(request)
        _check_content(request, _media_types(description))
        right = right_of(description)
        if right not in FOR_ANYBODY:
            request.state.whoever = await self.admit(request, right)

    async def admit(self, asking: HTTPConnection, right: Right) -> Whoever:
        """Who asks, if they have the ``right``.

        Raises :class:`HTTPException`: 401 for nobody (403 where the gym is open to its machine
        alone), 403 without the right, 503 if that cannot be said now.
        """
        whoever = await self.whoever(asking)
        if whoever is None and right is Right.HEALTH_READ and self._is_machine(asking):
            return MACHINE
        if whoever is None:
            raise self._nobody(asking)
        if not whoever.may(right):
            words = f"expected the right {right.value}; found {_role_in_words(whoever)} without it"
            raise HTTPException(_FORBIDDEN, words)
        return whoever

    async def whoever(self, asking: HTTPConnection) -> Whoever | None:
        """Who asks; None: nobody who is known. Raises :class:`HTTPException`: 503."""
        if self._is_open:
            return None if self.foreign_because(asking) else LOCAL
        shown = shown_by(asking)
        if shown is None or (shown.is_cookie and not _is_by_own_page(asking)):
            return None
        try:
            return await self._recognise(shown.secret)
        except CatalogAwayError as error:
            words = f"who asks cannot be checked, so nobody is let in: {error}"
            raise HTTPException(_AWAY, words) from error

    def foreign_because(self, asking: HTTPConnection) -> str | None:
        """Why this is not asked from the machine itself; None if it is."""
        return foreign_because(
            asking.client.host if asking.client else None,
            asking.headers.get("host", ""),
            asking.headers.keys(),
            self._gateway,
        )

    def _is_machine(self, asking: HTTPConnection) -> bool:
        """Whether the machine itself asks, which shows nothing that says who it is."""
        server = asking.scope.get("server") or (None,)
        is_here = is_own(asking.client.host if asking.client else None, server[0], asking.headers)
        return shown_by(asking) is None and (is_here or self.foreign_because(asking) is None)

    def _nobody(self, asking: HTTPConnection) -> HTTPException:
        if not self._is_open:
            return HTTPException(_UNAUTHORIZED, _SIGN_IN)
        because = self.foreign_because(asking)
        return HTTPException(
            _FORBIDDEN,
            f"expected a request from the machine on which Spotter runs, as it is open; {because}",
        )


async def nobody(_secret: str) -> Whoever | None:
    """Recognises nobody."""
    return None


def _role_in_words(whoever: Whoever) -> str:
    article = "an" if whoever.role.value[0] in "aeiou" else "a"
    return f"{article} {whoever.role.value}"


def _whoever_of(request: Request) -> Whoever:
    """Whom the guard has admitted to a route that needs a right."""
    whoever: Whoever = request.state.whoever
    return whoever


By = Annotated[Whoever, Depends(_whoever_of)]
"""Who asks, as a route's argument."""


def _is_by_own_page(asking: HTTPConnection) -> bool:
    """Whether a cookie may count: for changes and sockets, the browser must say whose page asks.

    The door has compared Origin with the page's names, and ``_check_site`` what else is said.
    """
    if asking.scope["type"] == "http" and asking.scope["method"] in _SAFE:
        return True
    return "origin" in asking.headers or asking.headers.get("sec-fetch-site") == "same-origin"


def _check_site(request: Request) -> None:
    """The door has checked Origin; this is what browsers say of requests that have none."""
    site = request.headers.get("sec-fetch-site", "none")
    if site not in _OWN_PAGES:
        raise HTTPException(_FORBIDDEN, f"expected a request by Spotter's pages; found {site}")


def _check_content(request: Request, expected: Collection[str]) -> None:
    given = request.headers.get("content-type")
    if request.method not in _WITH_BODY or (given is None and request.method != _SIMPLE):
        return
    if _media_type(given or "") not in expected:
        found = repr(given[:100]) if given else "none"
        raise HTTPException(
            _UNSUPPORTED, f"expected Content-Type: {' or '.join(expected)}; found {found}"
        )


def _media_types(description: dict[str, Any] | None) -> Collection[str]:
    """What a route takes; none of it may be what browsers send to foreign sites without asking."""
    body = (description or {}).get("requestBody", {})
    return tuple(body.get("content", {_JSON: {}}))


def _media_type(value: str) -> str:
    message = Message()
    message["content-type"] = value
    return message.get_content_type() if value else ""
