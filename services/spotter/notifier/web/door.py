"""Answers only requests for the page under its own names, and only to its own pages."""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from spotter.notifier.web.served_names import ServedNames, is_host

_BAD_REQUEST, _FORBIDDEN, _MISDIRECTED = 400, 403, 421


class Door:
    """Refuses the other requests in words; ``on_refusal`` is called with "host" or "origin"."""

    def __init__(self, app: ASGIApp, names: ServedNames, on_refusal: Callable[[str], None]) -> None:
        self._app = app
        self._names = names
        self._on_refusal = on_refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        refusal = self._refusal(Headers(scope=scope)) if scope["type"] != "lifespan" else None
        if refusal is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocket(scope, receive, send).send_denial_response(refusal)
        else:
            await refusal(scope, receive, send)

    def _refusal(self, headers: Headers) -> PlainTextResponse | None:
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or not is_host(hosts[0]):
            self._on_refusal("host")
            words = f"expected one Host, a name or an address; found {', '.join(hosts)[:100]!r}"
            return PlainTextResponse(words, _BAD_REQUEST)
        if problem := self._names.host_problem(hosts[0]):
            self._on_refusal("host")
            return PlainTextResponse(problem, _MISDIRECTED)
        for origin in origins:
            if problem := self._names.origin_problem(origin, hosts[0]):
                self._on_refusal("origin")
                return PlainTextResponse(problem, _FORBIDDEN)
        return None
