"""An idle stream makes room for a new one; one in use does not."""

import asyncio

import pytest
from prometheus_client import CollectorRegistry

from spotter.rep_segmenter.door.metrics import DoorMetrics
from spotter.rep_segmenter.door.stream_places import NoPlaceError, StreamPlaces
from support.hand_clock import HandClock


class Streams:
    """Streams that wait for batches until they are ended."""

    def __init__(self, limit: int) -> None:
        self.clock = HandClock()
        self.registry = CollectorRegistry()
        self.places = StreamPlaces(limit, self.clock, DoorMetrics(self.registry))

    async def open(self) -> "asyncio.Task[str]":
        task = asyncio.create_task(self._stream())
        await asyncio.sleep(0)
        return task

    def refused(self, reason: str) -> float | None:
        name = "spotter_segmenter_calls_refused_total"
        return self.registry.get_sample_value(name, {"reason": reason})

    async def _stream(self) -> str:
        try:
            with self.places.take(asyncio.current_task()):
                await asyncio.Event().wait()
        except NoPlaceError as error:
            return str(error)
        return "over"


def test_the_stream_that_was_idle_for_longest_makes_room() -> None:
    async def told() -> str:
        streams = Streams(2)
        first = await streams.open()
        streams.clock.now_s += 1
        second = await streams.open()
        streams.clock.now_s += 10
        third = await streams.open()
        assert not second.done()
        assert not third.done()
        assert (streams.refused("idle"), streams.refused("full")) == (1, 0)
        return await first

    assert "expected batches, as all 2 streams are open; found none" in asyncio.run(told())


def test_while_all_are_in_use_a_new_stream_is_refused() -> None:
    async def told() -> str:
        streams = Streams(1)
        first = await streams.open()
        streams.clock.now_s += 9
        second = await streams.open()
        assert not first.done()
        assert (streams.refused("idle"), streams.refused("full")) == (0, 1)
        return await second

    assert asyncio.run(told()).startswith("expected at most 1 streams at a time; found one more")


def test_a_stream_that_ends_frees_its_place_and_is_not_told_of_others() -> None:
    async def scene() -> None:
        streams = Streams(1)
        first = await streams.open()
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        second = await streams.open()
        assert not second.done()

    asyncio.run(scene())
