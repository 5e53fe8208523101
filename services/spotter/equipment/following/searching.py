"""Where to look for equipment in a picture, and which of several looks counts."""

from collections.abc import Iterator

from spotter.equipment.following.following import Following, Phase, Rules, is_possible
from spotter.equipment.place import Picture, Place
from spotter.equipment.seeing.correlation import Spectrum
from spotter.equipment.seeing.looking import Look, look

_ROUND_RADII = ((1.2, 0.0), (0.0, 1.2), (-1.2, 0.0), (0.0, -1.2))
"""Where else to look for what is lost: a window shows two radii to each side well."""


def search(  # noqa: PLR0913, PLR0917 - what is known, and what is seen
    following: Following,
    spectrum: Spectrum,
    picture: Picture,
    at_us: int,
    usual: Place | None,
    radius_px: float,
    rules: Rules,
) -> Look | None:
    """The best look at ``picture``: the clearest one where the equipment can be, or the clearest.

    ``usual`` is where the body says that it should be; None if the body does not say. None if
    there is no place to look at within the picture.
    """
    looks = [
        look(spectrum, picture, near)
        for near in places_to_look(following, at_us, usual, radius_px)
        if near.is_within(picture)
    ]
    if not looks:
        return None
    return max(
        looks,
        key=lambda seen: (
            is_possible(following, seen.place, at_us, usual, rules),
            seen.clarity,
        ),
    )


def places_to_look(
    following: Following, at_us: int, usual: Place | None, radius_px: float
) -> Iterator[Place]:
    """The places to look round.

    What is followed is where its motion leads; if the last look did not show it, perhaps also where
    the body says. What returns goes with the forearm. What is lost is looked for where it should
    be, and at one place round it, another one each time.
    """
    motion = following.motion_at(at_us)
    if following.phase is Phase.FOLLOWED and motion:
        yield Place(*motion.position_px, radius_px)
        if usual and not following.is_seen:
            yield usual
    elif usual and following.first:
        yield following.first.gone_on(usual)
    elif usual:
        yield usual
        yield usual.moved(*_ROUND_RADII[following.looks % len(_ROUND_RADII)])
