"""What asks for a trainer, in a trainer's words.

Kinds, trends and endings are named as in the API: "two_people", "worse", "fixed".
"""

from dataclasses import dataclass, replace

from spotter.movement.values.body.equipment import EquipmentKind
from spotter.movement.values.judged.verdict import Fault
from spotter.movement.values.text import capital
from spotter.movement.wording.alert_language import FaultTitle
from spotter.movement.wording.hints import action, filled, hint
from spotter.movement.wording.language import Language
from spotter.movement.wording.languages.english import ENGLISH

LONGEST_CUE = 200
_SEVERE_RATIO = 2.0


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an alert rests on.

    Of the latest ``reps``, ``faulty_reps`` have the fault, the latest ``in_a_row`` of them without
    one in between. ``worst_ratio`` is the worst one's score divided by its threshold, 0: none.
    """

    reps: int
    faulty_reps: int
    in_a_row: int
    worst_ratio: float
    trend: str


def title(kind: str, fault: Fault | None, language: Language = ENGLISH) -> str:
    """What it is about.

    >>> title("call", None)
    'Asks for a trainer'
    """
    if fault is None:
        return language.alerts.kinds.get(kind, "")
    return capital(filled(_of(fault, language).title, fault, language))


def grounds_words(grounds: Grounds, language: Language = ENGLISH) -> str:
    """Why now; empty where it rests on no rep.

    >>> grounds_words(Grounds(reps=5, faulty_reps=4, in_a_row=3, worst_ratio=1.4, trend="worse"))
    'third rep in a row, getting worse'
    """
    if not grounds.faulty_reps:
        return ""
    words = language.alerts
    severe = words.severe if grounds.worst_ratio >= _SEVERE_RATIO else ""
    trend = words.trends.get(grounds.trend, "")
    return ", ".join(filter(None, (_how_often(grounds, language), severe, trend)))


def line_words(
    fault: Fault, exercise: str, people: int, out_of: int, language: Language = ENGLISH
) -> str:
    """A fault that many share, such as "7 of 20 cut the squat short"."""
    name = language.alerts.exercises.get(exercise, exercise)
    shared = filled(_of(fault, language).shared, fault, language, exercise=name)
    return language.alerts.line.format(people=people, out_of=out_of, shared=shared)


def sayable(
    kind: str,
    fault: Fault | None,
    language: Language = ENGLISH,
    *,
    without: EquipmentKind | None = None,
) -> tuple[str, ...]:
    """What a trainer may say about it, best first, line by line the same in every language.

    ``without`` is equipment that is missing. A line may come twice, or be longer than
    :data:`LONGEST_CUE`.
    """
    said: tuple[str, ...] = ()
    if fault is not None:
        plain = action(replace(fault, cue=""), language)
        said = f"{action(fault, language).rstrip('.')}.", f"{plain}.", hint(fault, language)
    if without is not None:
        subject = language.equipment[without].whole.yours
        said += (language.alerts.take_up.format(subject=subject),)
    return said + language.alerts.cues.get(kind, ())


def ending_words(ending: str, language: Language = ENGLISH) -> str:
    """How it ended; empty while it is open."""
    return language.alerts.endings.get(ending, "")


def _how_often(grounds: Grounds, language: Language) -> str:
    words = language.alerts
    if grounds.in_a_row > len(words.ordinals):
        return words.many_in_a_row.format(count=grounds.in_a_row)
    if grounds.in_a_row > 1:
        return words.in_a_row.format(nth=words.ordinals[grounds.in_a_row - 1])
    if grounds.reps > 1:
        return words.share.format(faulty=grounds.faulty_reps, reps=grounds.reps)
    return words.one_rep


def _of(fault: Fault, language: Language) -> FaultTitle:
    return language.alerts.faults[fault.code][fault.direction]
