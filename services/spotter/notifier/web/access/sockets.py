"""Admits sockets, and ends those of whoever may no longer listen."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from fastapi import HTTPException, WebSocket, WebSocketDisconnect

from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.notifier.web.access.guard import Guard
from spotter.notifier.web.access.rights.rights import Right

Serve = Callable[[WebSocket, Whoever], Awaitable[None]]
"""Serves a socket that was admitted, until it ends."""

REFUSED = 4000
"""What is added to the status of a refusal, such as 401, as the code with which a socket ends."""

_AGAIN_S = 60.0
_AWAY = 503
_COME_BACK = 1012
_MOST_WORDS = 120
"""A reason has 123 bytes at most."""


class AdmittedSockets:
    """Has those who have the ``right`` served; looks again every minute, and when told to."""

    def __init__(self, guard: Guard, right: Right, serve: Serve, again_s: float = _AGAIN_S) -> None:
        self._guard = guard
        self._right = right
        self._serve = serve
        self._again_s = again_s
        self._changed = asyncio.Event()

    def look_again(self) -> None:
        """An account has changed: look at once whether everybody may still listen."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def serve(self, socket: WebSocket) -> None:
        """Accept a socket, and have it served as long as whoever is behind it may listen."""
        await socket.accept()
        try:
            whoever = await self._guard.admit(socket, self._right)
        except HTTPException as error:
            await end_socket(socket, REFUSED + error.status_code, str(error.detail))
            return
        serving = asyncio.ensure_future(self._serve(socket, whoever))
        watching = asyncio.ensure_future(self._end_when_refused(socket, whoever))
        try:
            await asyncio.wait({serving, watching}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (serving, watching):
                task.cancel()
            with suppress(asyncio.CancelledError):
                await watching
            with suppress(asyncio.CancelledError):
                await serving

    async def _end_when_refused(self, socket: WebSocket, admitted: Whoever) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._again_s):
                    await self._changed.wait()
            try:
                now = await self._guard.admit(socket, self._right)
            except HTTPException as error:
                if error.status_code == _AWAY:  # nothing can have changed meanwhile
                    continue
                await end_socket(socket, REFUSED + error.status_code, str(error.detail))
                return
            if now != admitted:
                await end_socket(socket, _COME_BACK, "what you may see has changed; come back")
                return


async def end_socket(socket: WebSocket, code: int, reason: str) -> None:
    """Close a socket that may be closed already, with a ``reason`` in words."""
    with suppress(WebSocketDisconnect, RuntimeError):
        await socket.close(code, reason.encode()[:_MOST_WORDS].decode(errors="ignore"))
