"""One run of chaos: strikes until it is time, then waits for the last verdicts."""

import threading
import time
from dataclasses import dataclass

import redis

from spotter.cli.chaos.result import ChaosResult
from spotter.cli.chaos.service_check import RepLedger, ServiceCheck
from spotter.cli.up.running import tell
from spotter.local_stack.chaos import Chaos, strikes
from spotter.local_stack.embedded_redis import client_without_retries
from spotter.local_stack.running_gym import Attendant, RunningGym

_LAST_VERDICTS_S = 60.0
_REDIS_S = 10.0


@dataclass(frozen=True, slots=True)
class Limits:
    """No event begins after ``duration_s``, and there are ``most_events`` at most."""

    duration_s: float
    most_events: int | None = None


class Session:
    """Strikes the processes of a gym as ``seed`` decides.

    Once the ``limits`` are reached, or ``interrupted`` is set, it waits for the verdicts of the
    reps cut by then and sets ``done``.
    """

    def __init__(self, seed: int, limits: Limits, interrupted: threading.Event) -> None:
        self.done = threading.Event()
        self._seed = seed
        self._limits = limits
        self._interrupted = interrupted
        self._reps = RepLedger()
        self._chaos: Chaos | None = None
        self._told = 0
        self._over_s: float | None = None
        threading.Thread(target=self._end_if_not_running, daemon=True).start()

    def attend(self, gym: RunningGym) -> Attendant:
        """Begin with a gym that has just got ready."""
        client = client_without_retries(gym.redis_url, answer_s=_REDIS_S)
        plan = strikes(sorted(gym.running()), self._seed)
        chaos = Chaos(plan, gym.running, ServiceCheck(gym), time.monotonic)
        self._chaos = chaos
        end_s = time.monotonic() + self._limits.duration_s

        def turn() -> None:
            if chaos.is_recovering or not self._is_over(len(chaos.struck), end_s):
                chaos.turn()
                self._tell(chaos, client)
            else:
                self._finish(client)

        return turn

    def result(self) -> ChaosResult:
        """What has been seen."""
        return ChaosResult(self._seed, self._chaos.struck if self._chaos else (), self._reps)

    def _is_over(self, events: int, end_s: float) -> bool:
        is_late = time.monotonic() >= end_s
        return is_late or events == self._limits.most_events or self._interrupted.is_set()

    def _tell(self, chaos: Chaos, client: redis.Redis) -> None:
        for one in chaos.struck[self._told :]:
            self._told += 1
            self._reps.read_cut(client)
            self._reps.read_verdicts(client)
            served = "not served again" if one.served_s is None else f"{one.served_s:.1f} s"
            tell(f"Event {self._told}: {one.kind.value} {one.process}: {served}")

    def _finish(self, client: redis.Redis) -> None:
        """Wait, without blocking, until all reps cut by now have their verdicts."""
        if self._over_s is None:
            self._over_s = time.monotonic()
            self._reps.read_cut(client)
        self._reps.read_verdicts(client)
        if not self._reps.lost or time.monotonic() > self._over_s + _LAST_VERDICTS_S:
            self.done.set()

    def _end_if_not_running(self) -> None:
        """While the gym is prepared or starts, an interruption ends everything at once."""
        self._interrupted.wait()
        if self._chaos is None:
            self.done.set()
