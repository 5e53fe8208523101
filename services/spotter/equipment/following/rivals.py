"""Keeps alike equipment apart: one place in a picture is one end, and that of the nearer hand."""

from collections.abc import Mapping

from spotter.equipment.following.following import Following, Phase
from spotter.equipment.place import Place

_SAME_RADII = 1.0
"""Two ends whose middles are nearer are one and the same."""
_ANOTHERS_RADII = 1.5
"""So much nearer to another hand's place than to its own one's, and it is the other's."""

Usual = Mapping[str, Place | None]


def mistaken(
    followings: Mapping[str, Following], seen: Mapping[str, Place], usual: Usual
) -> set[str]:
    """The ends of which a look shows another end.

    ``seen`` is where each end's look found it, ``usual`` where its forearm says that it should be.
    Of two ends at one place it is that which is followed already, then that whose hand is nearer.
    """
    wrong = {name for name, place in seen.items() if _is_anothers(name, place, usual)}
    rightful: list[Place] = []
    for name in sorted(seen, key=lambda name: _claim(followings[name], seen[name], usual[name])):
        if name in wrong:
            continue
        if any(place.apart_radii(seen[name]) < _SAME_RADII for place in rightful):
            wrong.add(name)
        else:
            rightful.append(seen[name])
    return wrong


def _is_anothers(name: str, place: Place, usual: Usual) -> bool:
    own = usual[name]
    others = [other for end, other in usual.items() if end != name and other]
    if own is None or not others:
        return False
    nearest_radii = min(place.apart_radii(other) for other in others)
    return nearest_radii + _ANOTHERS_RADII < place.apart_radii(own)


def _claim(following: Following, place: Place, usual: Place | None) -> tuple[bool, float]:
    """The smaller, the better."""
    off_radii = float("inf") if usual is None else place.apart_radii(usual)
    return following.phase is not Phase.FOLLOWED, off_radii
