"""The numbers of alerting, each with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from spotter.alerting.errors import AlertingError
from spotter.alerting.values import Priority
from spotter.movement.values import FaultCode

SECOND_US = 1_000_000
MINUTE_US = 60 * SECOND_US
DAY_US = 24 * 60 * MINUTE_US

_HARM = MappingProxyType(
    {
        FaultCode.KNEES_IN: 2.0,
        FaultCode.ROUNDED_BACK: 2.0,
        FaultCode.HIPS_SAG: 1.5,
        FaultCode.LEANS_BACK: 1.5,
        FaultCode.STOPS_SHORT: 0.7,
        FaultCode.SITS_TOO_HIGH: 0.7,
        FaultCode.ARMS_BENT: 0.7,
        FaultCode.HIPS_HIGH: 0.7,
        FaultCode.EQUIPMENT_STOPS_SHORT: 0.7,
    }
)
_PAGES = MappingProxyType(
    {
        Priority.HIGH: (0, MINUTE_US, MINUTE_US, 3 * MINUTE_US),
        Priority.MEDIUM: (2 * MINUTE_US, 3 * MINUTE_US, 5 * MINUTE_US),
        Priority.LOW: (),
    }
)


@dataclass(frozen=True, slots=True)
class Rules:
    """Numbers of alerting; ratios are of a rep's score to its threshold.

    Raises :class:`AlertingError` for numbers that contradict each other.
    """

    persists_of: tuple[int, int] = (3, 4)
    """Delay on: a fault in 3 of the last 4 reps. Who slips in 15 reps of 100 is then an alert once
    in 110 reps, with 2 of 3 once in 24; who has it in 9 of 10 is one after 3 or 4."""
    fixed_reps: int = 4
    """Delay off: reps in a row without it, half a set. Somebody who has it in 7 of 10 reps leaves
    it out so often once in 120 reps; three in a row would be once in 37."""
    opens_ratio: float = 1.05
    """Dead band: it opens from here on, but goes on down to 1."""
    severe: float = 4.0
    """A single rep this bad, ratio times harm, is an alert at once, and urgent; unless it only
    trains less."""
    mild: float = 1.1
    """Below this, ratio times harm, a fault that persists is only to know."""
    harm: Mapping[FaultCode, float] = field(default_factory=lambda: _HARM)
    """How much a fault matters: what can injure counts double, what only trains less, less; any
    other counts 1."""
    missing_ratio: float = 0.15
    """A rep that lacks this much of the way counts like one at its threshold, one that lacks twice
    as much like one at twice that: less is seldom called short."""
    worse_ratio: float = 1.25
    """An alert that was dismissed opens again from this many times its worst rep."""
    trend_ratio: float = 1.2
    """The latest three reps against the three before: more is worse, its inverse better."""
    counted_reps: int = 5
    """Reps that need rests on: half a set, so that it follows what somebody does now."""

    unscorable_reps: int = 3
    """In a row, before somebody is badly framed: one or two can be a passer-by."""
    two_people_reps: int = 2
    """In a row, before another person counts as being there."""
    differs_fixed_reps: int = 3
    """Good reps in a row after which a set no longer differs throughout."""
    framed_reps: int = 2
    """Scored reps in a row after which the picture is right again."""

    camera_off_us: int = 10 * SECOND_US
    """A camera that reconnects within this has not been missed: nobody does three reps in it."""
    camera_on_us: int = 10 * SECOND_US
    """Pictures for this long, before it is back."""
    flaps: int = 3
    """Times offline within the window that make a camera one that comes and goes."""
    flaps_on_us: int = 2 * MINUTE_US
    """Pictures for this long, before a camera that came and went is back."""
    trains_us: int = 2 * MINUTE_US
    """Somebody without a session trains for this long after their last rep: a rest."""

    follows_us: int = 5 * MINUTE_US
    """Without a rep for this long, nothing follows: longer than people rest between sets."""
    ended_kept_us: int = 10 * MINUTE_US
    """For this long the engine knows an ended alert: whoever answers it late sees how it ended."""

    takes_us: int = 5 * MINUTE_US
    """A taking ends when nothing follows for this long: enough to walk there and help."""
    waits_us: int = MINUTE_US
    """Each of these that an alert waits unseen moves it up, three times at most."""
    waits: int = 3
    waiting_points: float = 0.5
    """How far: as much as a fault in every rep counts more than one in every other."""
    unanswered_points: float = 1.0
    """And how far each time that nobody has answered, as often at most: as a usual fault in every
    rep, since a trainer has been told of it by then."""

    window_us: int = 10 * MINUTE_US
    """What budget, flood and flapping are counted in: as in EEMUA 191 and ISA-18.2."""
    shown_for_each: int = 2
    """Alerts in a window for each trainer: the most that EEMUA 191 calls manageable, doubled."""
    flood_for_each: int = 10
    """More than this many that are shown in a window, for each trainer, are a flood (ISA-18.2)."""
    calm_for_each: int = 5
    """Fewer than this many end it: half, so that it does not come and go."""

    line_people: int = 3
    """So many at least share a fault, before it is the class's."""
    line_ratio: float = 0.3
    """And this share of those who do the exercise."""
    line_keeps_people: int = 2
    line_keeps_ratio: float = 0.2
    """A line ends below these: a dead band."""

    pages_us: Mapping[Priority, tuple[int, ...]] = field(default_factory=lambda: _PAGES)
    """How long nobody takes an alert before somebody is called out, each time anew. Urgent ones at
    once; the others when a trainer who looks around has had the time to see them."""
    silence_us: tuple[int, int] = (MINUTE_US, DAY_US)
    """The shortest and the longest silence."""
    presence_us: int = 5 * MINUTE_US
    """The longest that a trainer counts as being there without saying so again."""

    def __post_init__(self) -> None:
        times, of = self.persists_of
        if not 1 <= times <= of:
            raise AlertingError(f"expected a fault in 1 to {of} of {of} reps; found {times}")
        if not 1 <= self.opens_ratio <= self.severe:
            raise AlertingError(
                f"a fault opens from a ratio of 1 to {self.severe}; found {self.opens_ratio}"
            )
        if not self.calm_for_each <= self.flood_for_each:
            raise AlertingError(
                f"a flood ends at {self.flood_for_each} or fewer; found {self.calm_for_each}"
            )

    def calling_again_after(self, wait_us: int) -> "Rules":
        """The same, but for whoever waits for an answer: ``wait_us`` for each minute."""
        pages = {
            priority: tuple(after_us * wait_us // MINUTE_US for after_us in steps)
            for priority, steps in self.pages_us.items()
        }
        return replace(self, waits_us=wait_us, pages_us=MappingProxyType(pages))

    def harm_of(self, code: FaultCode) -> float:
        """How much a fault matters; 1 is usual."""
        return self.harm.get(code, 1.0)

    def is_severe(self, ratio: float, code: FaultCode) -> bool:
        """Whether one rep that bad is urgent; never where it only trains less.

        A squat cut short is the largest deviation of all, since the whole body stays up.
        """
        harm = self.harm_of(code)
        return harm >= 1 and ratio * harm >= self.severe
