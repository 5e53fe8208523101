"""The live socket: carries one page's mailbox over a WebSocket."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from fastapi import WebSocket, WebSocketDisconnect
from pydantic import ValidationError

from spotter.notifier.live.live import Live
from spotter.notifier.live.mailbox import Mailbox, Message
from spotter.notifier.metrics import NotifierMetrics
from spotter.notifier.views.messages import FromPage
from spotter.notifier.web.v1.access.guard import Guard
from spotter.notifier.web.v1.access.rights import Right

_BAD_MESSAGE = 1008


class LiveSocket:
    """Serves connected pages; the ``guard`` says which of them may know who trains.

    ``clock`` returns seconds since the Unix epoch.
    """

    def __init__(
        self, live: Live, guard: Guard, metrics: NotifierMetrics, clock: Callable[[], float]
    ) -> None:
        self._guard = guard
        self._live = live
        self._metrics = metrics
        self._clock = clock

    async def serve(self, socket: WebSocket) -> None:
        """Send the page what happens until it disconnects."""
        await socket.accept()
        wake = asyncio.Event()
        may_know = Right.SESSIONS_READ in self._guard.rights_of(socket)
        mailbox = self._live.join(wake.set, is_told_who_trains=may_know)
        self._metrics.clients.set(self._live.client_count)
        sending = asyncio.create_task(self._send(socket, mailbox, wake))
        try:
            await _receive(socket, mailbox)
        finally:
            sending.cancel()
            with suppress(asyncio.CancelledError, WebSocketDisconnect, RuntimeError):
                await sending
            self._live.leave(mailbox)
            self._metrics.clients.set(self._live.client_count)

    async def _send(self, socket: WebSocket, mailbox: Mailbox, wake: asyncio.Event) -> None:
        wake.set()
        while True:
            await wake.wait()
            wake.clear()
            for message in mailbox.drain():
                await socket.send_text(message.json)
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
