"""Who may ask what of the API, and how."""

from email.message import Message

from fastapi import HTTPException, Request, Response

from spotter.notifier.web.v1.local import foreign_because
from spotter.notifier.web.v1.rights import FOR_EVERYBODY, Right, right_of

_FORBIDDEN, _UNSUPPORTED = 403, 415
_OWN_PAGES = frozenset({"same-origin", "none"})
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
_SIMPLE = "POST"
"""The method that browsers send to foreign sites without asking them first."""


def guard(request: Request, response: Response) -> None:
    """Admit a request to its route, or raise the :class:`HTTPException` that says why not.

    No browser and no proxy keeps the answer.
    """
    response.headers["Cache-Control"] = "no-store"
    _check_site(request)
    _check_content(request)
    right = right_of(request.scope["route"].openapi_extra)
    if right not in FOR_EVERYBODY:
        _check_place(request, right)


def _check_site(request: Request) -> None:
    """The door has checked Origin; this is what browsers say of requests that have none."""
    site = request.headers.get("sec-fetch-site", "none")
    if site not in _OWN_PAGES:
        raise HTTPException(_FORBIDDEN, f"expected a request by Spotter's pages; found {site}")


def _check_content(request: Request) -> None:
    given = request.headers.get("content-type")
    if request.method not in _WITH_BODY or (given is None and request.method != _SIMPLE):
        return
    if _media_type(given or "") != "application/json":
        found = repr(given[:100]) if given else "none"
        raise HTTPException(_UNSUPPORTED, f"expected Content-Type: application/json; found {found}")


def rights_of(request: Request) -> frozenset[Right]:
    """What whoever sent the request may do: everything or, from elsewhere, what everybody may."""
    return FOR_EVERYBODY if _foreign_because(request) else frozenset(Right)


def _check_place(request: Request, right: Right) -> None:
    if because := _foreign_because(request):
        raise HTTPException(
            _FORBIDDEN,
            f"expected a request from the machine on which Spotter runs, as long as there is no "
            f"sign-in that gives {right.value}; {because}",
        )


def _foreign_because(request: Request) -> str | None:
    return foreign_because(
        request.client.host if request.client else None,
        request.headers.get("host", ""),
        request.headers.keys(),
    )


def _media_type(value: str) -> str:
    message = Message()
    message["content-type"] = value
    return message.get_content_type() if value else ""
