"""The looks of athletes."""

from dataclasses import dataclass, field, replace

import numpy as np

from spotter.simulation.athletes.body import Body

Colour = tuple[int, int, int]
"""Blue, green, red: 0 to 255."""

_SKINS: tuple[Colour, ...] = (
    (150, 180, 225),
    (125, 160, 212),
    (98, 132, 188),
    (72, 100, 150),
    (55, 76, 112),
)
_HAIRS: tuple[Colour, ...] = ((24, 28, 36), (32, 48, 78), (60, 105, 150), (40, 60, 120))
_SHIRTS: tuple[Colour, ...] = (
    (70, 60, 190),
    (160, 110, 30),
    (60, 140, 60),
    (40, 150, 215),
    (140, 60, 120),
    (205, 200, 195),
)
_SHORTS: tuple[Colour, ...] = ((50, 45, 45), (110, 60, 40), (90, 90, 90), (45, 70, 60))
_SHOES: tuple[Colour, ...] = ((225, 225, 225), (60, 60, 60), (60, 60, 200))


@dataclass(frozen=True, slots=True)
class Look:
    """Colours, and ``girth_ratio``, the thickness of the limbs (1 = average)."""

    skin: Colour = _SKINS[0]
    hair: Colour = _HAIRS[0]
    shirt: Colour = _SHIRTS[0]
    shorts: Colour = _SHORTS[0]
    shoes: Colour = _SHOES[0]
    girth_ratio: float = 1.0


@dataclass(frozen=True, slots=True)
class Athlete:
    """A body and its look."""

    body: Body = field(default_factory=Body)
    look: Look = field(default_factory=Look)

    def of_height(self, height_m: float) -> "Athlete":
        """The athlete with the same proportions and look at another height."""
        return replace(self, body=replace(self.body, height_m=height_m))


def athlete(number: int) -> Athlete:
    """The athlete with that number, always the same one; 0 is average in every way."""
    if number == 0:
        return Athlete()
    rng = np.random.default_rng(number)

    def one_of(colours: tuple[Colour, ...]) -> Colour:
        return colours[int(rng.integers(len(colours)))]

    look = Look(
        skin=one_of(_SKINS),
        hair=one_of(_HAIRS),
        shirt=one_of(_SHIRTS),
        shorts=one_of(_SHORTS),
        shoes=one_of(_SHOES),
        girth_ratio=float(rng.uniform(0.92, 1.12)),
    )
    proportions = rng.uniform(0.96, 1.04, size=3)
    height_m = round(float(rng.uniform(1.58, 1.92)), 2)
    return Athlete(Body(height_m, *(float(ratio) for ratio in proportions)), look)
