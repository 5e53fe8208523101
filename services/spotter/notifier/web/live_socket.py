"""The live socket: carries one page's mailbox over a WebSocket."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from fastapi import WebSocket, WebSocketDisconnect
from pydantic import ValidationError

from spotter.movement.wording.languages.known import tag_of
from spotter.notifier.live.live import Live
from spotter.notifier.live.pages.mailbox import Mailbox, Message
from spotter.notifier.metrics import PageMetrics
from spotter.notifier.views.messages import FromPage
from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.notifier.web.access.viewing import screen_viewer_of, viewer_of

_BAD_MESSAGE = 1008


class LiveSocket:
    """Serves pages that were admitted.

    ``clock`` returns seconds since the Unix epoch.
    """

    def __init__(self, live: Live, metrics: PageMetrics, clock: Callable[[], float]) -> None:
        self._live = live
        self._metrics = metrics
        self._clock = clock

    async def serve(self, socket: WebSocket, whoever: Whoever) -> None:
        """Send the page of ``whoever`` what happens until it disconnects.

        One that comes back says ``after``; a station's own screen names its station: ``screen``.
        Its ``language`` is English unless it says another that there is.
        """
        wake = asyncio.Event()
        after = socket.query_params.get("after", "")
        shown = socket.query_params.get("screen", "")
        tag = tag_of([socket.query_params.get("language", "")])
        known = self._live.attendance
        viewer = screen_viewer_of(whoever, shown) if shown else viewer_of(whoever, known)
        mailbox = self._live.join(wake.set, viewer, after)
        self._metrics.note_page(comes_back=bool(after), is_behind=mailbox.is_behind)
        self._metrics.clients.set(self._live.client_count)
        sending = asyncio.create_task(self._send(socket, mailbox, wake, tag))
        try:
            await _receive(socket, mailbox)
        finally:
            sending.cancel()
            with suppress(asyncio.CancelledError, WebSocketDisconnect, RuntimeError):
                await sending
            self._live.leave(mailbox)
            self._metrics.clients.set(self._live.client_count)

    async def _send(
        self, socket: WebSocket, mailbox: Mailbox, wake: asyncio.Event, tag: str
    ) -> None:
        wake.set()
        while True:
            await wake.wait()
            wake.clear()
            for message in mailbox.drain():
                await socket.send_text(message.json_in(tag))
                self._count(message)
            self._metrics.poses_dropped.inc(mailbox.count_dropped())

    def _count(self, message: Message) -> None:
        self._metrics.poses_sent.inc(message.pose_count)
        if message.rep_ended_ms is not None:
            self._metrics.rep_to_browser_s.observe(self._clock() - message.rep_ended_ms / 1000)


async def _receive(socket: WebSocket, mailbox: Mailbox) -> None:
    try:
        while True:
            message = FromPage.model_validate_json(await socket.receive_text())
            if "watch" in message.model_fields_set:
                mailbox.watch(message.watch)
            if message.seen is not None:
                mailbox.seen(message.seen)
    except (ValidationError, KeyError):
        await socket.close(_BAD_MESSAGE, 'expected {"watch": [station ids]} or {"seen": number}')
    except WebSocketDisconnect:
        return
