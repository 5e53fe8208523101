"""The reps of a set before one of them, and how long that one waits for their verdicts. Pure."""

from dataclasses import dataclass

from spotter.movement.values.verdict import Verdict

PAUSE_S = 0.2
"""Between the tries of a rep that waits, so that a worker with nothing else to do does not race."""
_MOST_TRIES = 50
"""Ten seconds at least: a killed worker's job is taken up by another before."""


@dataclass(frozen=True, slots=True, eq=False)
class Earlier:
    """What is known of them.

    ``verdicts`` are in the order of the reps; ``awaited`` are the ids of those that have none and
    will get one.
    """

    verdicts: tuple[Verdict, ...] = ()
    awaited: tuple[str, ...] = ()

    def is_worth_waiting(self, tries: int) -> bool:
        """Whether the rep should wait on after ``tries`` tries.

        It outlasts those before it that wait as well, and so learns what becomes of them.
        """
        return bool(self.awaited) and tries < _MOST_TRIES + len(self.awaited)
