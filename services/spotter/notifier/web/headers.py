"""Security headers that forbid everything the page does not need."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The hash of an empty style element, which Plotly creates and fills through the CSSOM.
_EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

_HEADERS = {
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' {_EMPTY_STYLE}",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

_ALWAYS = {"Strict-Transport-Security": "max-age=31536000"}
"""Only for a certificate that every browser trusts: with another one, none could be let through."""


_API = "/api/"


def _kept(path: str) -> str:
    """Files are looked at again; what is somebody's is never kept, an error or a name included."""
    return "no-store" if path.startswith(_API) else "no-cache"


class SecurityHeaders:
    """Adds the headers to every response, and says what browsers may keep."""

    def __init__(self, app: ASGIApp, *, is_always_https: bool = False) -> None:
        self._app = app
        self._headers = _HEADERS | (_ALWAYS if is_always_https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                headers.setdefault("Cache-Control", _kept(scope["path"]))
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)
