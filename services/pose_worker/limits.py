"""How much at once, and how old."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``budget_s``: older frames are skipped; ``batch_frames``: estimated together at most.

    After ``forgotten_s`` no worker has a frame in hand any more: its delivery was lost on the way.
    """

    budget_s: float
    forgotten_s: float
    batch_frames: int
