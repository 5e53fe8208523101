"""Steps that are repeated."""

import asyncio

import redis

from spotter.notifier.readers.loops import Loop


def test_a_loop_ends_though_its_step_took_the_cancellation_for_an_error_of_redis() -> None:
    steps, has_begun = 0, asyncio.Event()

    async def step() -> None:
        nonlocal steps
        steps += 1
        has_begun.set()
        assert steps == 1, "the loop goes on after it was cancelled"
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError as error:
            raise redis.ConnectionError from error

    async def cancelled() -> None:
        running = asyncio.ensure_future(Loop("events", step, lambda: 0.0).run())
        await has_begun.wait()
        running.cancel()
        await running

    asyncio.run(cancelled())
