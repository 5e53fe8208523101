"""Which exercise's equipment is followed at a station. Pure."""

from collections.abc import Collection


def followed_exercise(
    exercises: Collection[str],
    equipped: Collection[str],
    *,
    due: str | None = None,
    recognised: str | None = None,
) -> str | None:
    """The one of a station's ``exercises`` whose equipment is looked for; None: none is.

    ``equipped`` are those that have equipment. Where the station has several exercises, the one
    that is ``due`` in the member's workout decides, else the one ``recognised`` last; neither needs
    equipment itself, and then nothing is looked for. Before either is known, it is the only one
    that has equipment: two that look alike would be taken for each other.

    >>> followed_exercise(["curl", "squat"], ["curl"])
    'curl'
    >>> followed_exercise(["curl", "squat"], ["curl"], due="squat") is None
    True
    """
    known = next((one for one in (due, recognised) if one in exercises), None)
    if known is not None:
        return known if known in equipped else None
    found = sorted({*equipped} & {*exercises})
    return found[0] if len(found) == 1 else None
