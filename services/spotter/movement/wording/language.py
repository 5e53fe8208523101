"""What a language must provide to word the faults of a rep."""

from collections.abc import Mapping
from dataclasses import dataclass

from spotter.movement.values.skeleton import Joint
from spotter.movement.values.verdict import Direction, FaultCode, Moment


@dataclass(frozen=True, slots=True)
class Saying:
    """How to speak of a fault: what to do, how the rep differs, and the praise once it is fixed.

    ``{joint}`` stands for the joint, such as "left knee" or "knees"; ``{side}`` for its side;
    ``{size}`` for how far it is off, ``{standard}`` from what, and ``{when}`` for the moment.
    ``{subject}`` is the joint with "your", or a pronoun if the action has named it.
    ``[stops|stop]`` is for one joint or several.
    """

    action: str
    detail: str
    praise: str


@dataclass(frozen=True, slots=True)
class Language:
    """The table of one language.

    ``sayings`` are by code and direction. ``joints`` are the names of single joints, ``pairs``
    those of both sides', by either; the hips are always a pair, and so is the neck, which stands
    for the shoulders. ``standards`` are the reference and the person's own first reps, of which the
    rep is judged by one. ``yours`` has a place for ``{joint}``, ``size`` one for ``{cm}``.
    ``pronouns`` are for one joint and for several, ``sides`` are left and right. ``numbers`` is the
    line behind a hint, with ``{joint}``, ``{size_tl}``, ``{direction}`` and ``{percent}``.
    """

    tag: str
    sayings: Mapping[FaultCode, Mapping[Direction, Saying]]
    joints: Mapping[Joint, str]
    pairs: Mapping[Joint, str]
    standards: tuple[str, str]
    yours: str
    pronouns: tuple[str, str]
    sides: tuple[str, str]
    moments: Mapping[Moment, str]
    size: str
    hands_breadth: str
    numbers: str
    directions: Mapping[Direction, str]
