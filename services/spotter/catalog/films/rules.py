"""How much is kept of pictures, and for how long."""

from dataclasses import dataclass

SECOND_US = 1_000_000


@dataclass(frozen=True, slots=True)
class FilmRules:
    """What ends a film, and what deletes it.

    ``most_bytes`` is of the pictures of one film; ``silent_s`` is how long no picture may come, and
    ``settles_s`` how long after the end the last poses have come.
    """

    longest_s: float = 120.0
    kept_s: float = 3600.0
    silent_s: float = 5.0
    settles_s: float = 2.0
    fastest_hz: float = 30.0
    most_pictures: int = 1800
    most_bytes: int = 64 << 20
    most_films: int = 4
