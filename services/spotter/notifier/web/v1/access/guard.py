"""Who may ask what of the API, and how."""

from collections.abc import Collection
from email.message import Message
from typing import Any

from fastapi import HTTPException, Request, Response
from starlette.requests import HTTPConnection

from spotter.notifier.web.v1.access.local import foreign_because
from spotter.notifier.web.v1.access.rights import FOR_EVERYBODY, Right, right_of

_FORBIDDEN, _UNSUPPORTED = 403, 415
_JSON = "application/json"
_OWN_PAGES = frozenset({"same-origin", "none"})
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
_SIMPLE = "POST"
"""The method that browsers send to foreign sites without asking them first."""


class Guard:
    """Admits requests to their routes.

    ``gateway`` is the address at which this machine's own requests come in, besides the loopback
    ones, as in a container; empty: there is none.
    """

    def __init__(self, gateway: str = "") -> None:
        self._gateway = gateway

    def __call__(self, request: Request, response: Response) -> None:
        """Admit a request to its route, or raise the :class:`HTTPException` that says why not.

        No browser and no proxy keeps the answer.
        """
        response.headers["Cache-Control"] = "no-store"
        description = request.scope["route"].openapi_extra
        _check_site(request)
        _check_content(request, _media_types(description))
        right = right_of(description)
        if right not in FOR_EVERYBODY:
            self._check_place(request, right)

    def rights_of(self, asking: HTTPConnection) -> frozenset[Right]:
        """What whoever asks may do: everything or, from elsewhere, what everybody may."""
        return FOR_EVERYBODY if self._foreign_because(asking) else frozenset(Right)

    def _check_place(self, request: Request, right: Right) -> None:
        if because := self._foreign_because(request):
            raise HTTPException(
                _FORBIDDEN,
                f"expected a request from the machine on which Spotter runs, as long as there is "
                f"no sign-in that gives {right.value}; {because}",
            )

    def _foreign_because(self, asking: HTTPConnection) -> str | None:
        return foreign_because(
            asking.client.host if asking.client else None,
            asking.headers.get("host", ""),
            asking.headers.keys(),
            self._gateway,
        )


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
