"""In which language whoever asks reads."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from spotter.movement.wording.languages.known import tag_of
from spotter.notifier.views.words import read_in


class ReadersLanguage:
    """Answers in the first language of ``Accept-Language`` that there is; else in English."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        preferred = Headers(scope=scope).get("accept-language", "")
        with read_in(tag_of(one.partition(";")[0] for one in preferred.split(","))):
            await self._app(scope, receive, send)
