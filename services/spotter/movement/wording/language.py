"""What a language must provide to word a verdict."""

from collections.abc import Mapping
from dataclasses import dataclass

from spotter.movement.values.body.angle import Angle
from spotter.movement.values.body.equipment import EquipmentKind
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.judged.measures import ScaleSource
from spotter.movement.values.judged.reason import ReasonCode
from spotter.movement.values.judged.verdict import Direction, FaultCode, Moment, Outcome
from spotter.movement.wording.alert_language import AlertWords


@dataclass(frozen=True, slots=True)
class Saying:
    """How to speak of a fault: what to do, how the rep differs, and the praise once it is fixed.

    ``{joint}`` stands for the joint, such as "left knee" or "knees"; ``{side}`` for its side;
    ``{size}`` for how far it is off, ``{standard}`` from what, and ``{when}`` for the moment.
    ``{subject}`` is the joint with "your", or a pronoun if the action has named it.
    ``[stops|stop]`` is for one joint or several. For equipment, ``{degrees}`` is how far it is
    tilted.
    """

    action: str
    detail: str
    praise: str


@dataclass(frozen=True, slots=True)
class Noun:
    """A joint, or both sides', such as "left knee", "your left knee" and "it"."""

    name: str
    yours: str
    pronoun: str
    is_plural: bool = False


@dataclass(frozen=True, slots=True)
class EquipmentNouns:
    """Equipment as a whole, and what is in each hand; all the same if it is one thing."""

    whole: Noun
    left: Noun
    right: Noun


@dataclass(frozen=True, slots=True)
class AngleWords:
    """How to speak of an angle: ``{angle}``, ``{size_deg}``, ``{how}`` and ``{when}``.

    ``limbs`` are for a smaller and a larger angle of a knee, hip or elbow, ``arms`` for those of a
    shoulder; the trunk's directions are the language's, or ``elsewhere`` if unknown.
    """

    sentence: str
    names: Mapping[Angle, str]
    limbs: tuple[str, str]
    arms: tuple[str, str]
    elsewhere: str


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """How to speak of the measures of a rep: their names, what they are like, and the numbers.

    The comparisons are for less, the same, and more than the reference. ``{ratio}`` is relative to
    the reference, or to the other side; ``{side}`` and ``{other}`` are left and right. The numbers
    have places for what they are made of, with units in their names.
    """

    tempo: str
    pace: tuple[str, str, str]
    tempo_parts: str
    tempo_numbers: str
    range: str
    reach: tuple[str, str, str]
    range_numbers: str
    symmetry: str
    uneven: str
    later: str
    uneven_and_later: str
    alike: str
    symmetry_numbers: tuple[str, str]
    steadiness: str
    steadily: tuple[str, str, str]
    steadiness_numbers: str
    speed: str
    speed_words: str
    speed_of_first: str
    speed_numbers: str
    speed_metres: str
    speed_metres_numbers: str
    scale_sources: Mapping[ScaleSource, str]
    power: str
    power_words: str
    power_numbers: str


@dataclass(frozen=True, slots=True)
class StandpointWords:
    """Where around the person a camera stands, to follow "from"; ``{yaw_deg}`` is to a side."""

    front: str
    behind: str
    sides: tuple[str, str]
    turned: tuple[str, str]


@dataclass(frozen=True, slots=True)
class RepWords:
    """What is said of a rep besides its hints.

    ``outcomes`` stand for a rep without hints. ``score`` is for one within and one above the limit:
    ``{score}`` and ``{threshold}``; ``no_score`` for a rep without. ``judged_by`` are the reference
    and the person's own first reps. ``farthest`` names the joint that is farthest off, ``{joint}``
    at ``{percent}``, and ``farthest_numbers`` how far, ``{size_tl}``. ``differs_throughout`` is
    what a trainer is asked about a set. ``by_body_alone`` says that equipment was not followed.
    """

    outcomes: Mapping[Outcome, str]
    score: tuple[str, str]
    no_score: str
    judged_by: tuple[str, str]
    farthest: str
    farthest_numbers: str
    differs_throughout: str
    by_body_alone: str


@dataclass(frozen=True, slots=True)
class Language:
    """The table of one language.

    ``sayings`` are by code and direction; ``recurring`` has what to do about a code whose actions
    differ by direction where no direction is known, with a place for ``{joint}``. ``reasons`` say
    why a rep is unscorable, with the ``{found}``, ``{needed}``, ``{joints}`` and ``{equipment}`` of
    the code. ``equipment`` are its names, and ``not_reached`` is how it differs if it does not come
    to the height of ``{landmark}``.
    ``joints`` are single joints, ``pairs`` both sides', by either; the hips are always a pair, and
    so is the neck, which stands for the shoulders. ``standards`` are the reference and the person's
    own first reps, of which the rep is judged by one. ``size`` has a place for ``{cm}``; ``sides``
    are left and right. ``numbers`` is the line behind a hint, with ``{joint}``, ``{size_tl}``,
    ``{direction}`` and ``{percent}``; ``caption`` the one below a picture of the fault, with
    ``{size}``.
    """

    tag: str
    sayings: Mapping[FaultCode, Mapping[Direction, Saying]]
    recurring: Mapping[FaultCode, str]
    reasons: Mapping[ReasonCode, str]
    rep: RepWords
    measures: MeasureWords
    angles: AngleWords
    standpoint: StandpointWords
    alerts: AlertWords
    joints: Mapping[Joint, Noun]
    pairs: Mapping[Joint, Noun]
    equipment: Mapping[EquipmentKind, EquipmentNouns]
    not_reached: str
    standards: tuple[str, str]
    sides: tuple[str, str]
    moments: Mapping[Moment, str]
    size: str
    hands_breadth: str
    numbers: str
    caption: str
    directions: Mapping[Direction, str]
    decimal_mark: str
