"""A camera's stream played through the jitter buffer in virtual time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.camera_ingest.capture.stream_time.jitter_buffer import JitterBuffer


@dataclass(frozen=True, slots=True, eq=False)
class Played:
    """What was let out: (N,) arrays; ``number`` of a packet, the others in seconds."""

    number: NDArray[np.int64]
    captured_s: NDArray[np.float64]
    released_s: NDArray[np.float64]
    late_s: NDArray[np.float64]
    delay_s: NDArray[np.float64]

    def since(self, time_s: float) -> "Played":
        """What was let out from ``time_s`` on."""
        kept = self.released_s >= time_s
        return Played(
            self.number[kept],
            self.captured_s[kept],
            self.released_s[kept],
            self.late_s[kept],
            self.delay_s[kept],
        )


def played(
    arrivals_s: NDArray[np.float64],
    stamps_s: NDArray[np.float64] | Sequence[float | None],
    *,
    has_stamps: bool = True,
) -> Played:
    """Put each packet into the buffer when it arrives and take it when it is due."""
    buffer = JitterBuffer[int](has_stamps=has_stamps)
    arrived_s = arrivals_s.tolist()
    stamps_s = stamps_s.tolist() if isinstance(stamps_s, np.ndarray) else stamps_s
    rows: list[tuple[float, ...]] = []
    now_s, number = 0.0, 0
    while number < len(arrived_s) or len(buffer):
        arrives_s = arrived_s[number] if number < len(arrived_s) else float("inf")
        now_s = max(now_s, min(arrives_s, buffer.due_s()))
        if arrives_s <= now_s:
            buffer.put(number, stamps_s[number], arrives_s)
            number += 1
        elif one := buffer.take(now_s):
            rows.append((one.item, one.captured_s, now_s, one.late_s, buffer.delay_s))
    columns = np.array(rows, dtype=np.float64).T
    return Played(columns[0].astype(np.int64), *columns[1:])
