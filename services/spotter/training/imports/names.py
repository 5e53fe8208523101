"""Matches the names that apps give to exercises with those of the gym."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from spotter.training.imports.name_words import without_equipment, words

_ALIKE = 0.88
"""The least likeness of two spellings of a word: "extention", not "incline" and "decline"."""
_SHORTEST_WORD = 5
_OPPOSITES = frozenset({"abduction", "adduction"})
"""Alike as spellings, and opposite movements."""
_MOST_SUGGESTIONS = 3
_LIKELY = 0.7


class Likeness(StrEnum):
    """Why a name was matched, surest first."""

    SAME = "same"
    EQUIPMENT_LEFT_OUT = "equipment left out"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class Match:
    """A name of the app, the gym's ``exercise`` that it means, and how many ``sets`` use it."""

    name: str
    exercise: str
    sets: int
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A name of the app for which a trainer chooses, with the gym's names most like it."""

    name: str
    sets: int
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """All names of a file, those of most sets first."""

    matched: tuple[Match, ...]
    unmatched: tuple[Unmatched, ...]

    @property
    def names(self) -> dict[str, str]:
        """The gym's name for each matched name of the app."""
        return {match.name: match.exercise for match in self.matched}


def match_names(sets_of: Mapping[str, int], exercises: Iterable[str]) -> Matching:
    """Each name in ``sets_of`` (name, number of sets) with one of the gym's ``exercises``, if any.

    First names that are the same but for capitals, hyphens, plurals and the order of words; then
    those without the equipment in brackets; then those of which one word is spelt a little
    differently. A name that means several exercises equally is not matched.

    >>> matching = match_names({"Squat (Barbell)": 9, "Bicep Curl (Dumbbell)": 6, "Plank": 3},
    ...                        ["squat", "biceps-curl"])
    >>> matching.names
    {'Squat (Barbell)': 'squat', 'Bicep Curl (Dumbbell)': 'biceps-curl'}
    >>> [one.name for one in matching.unmatched]
    ['Plank']
    """
    gym = tuple(dict.fromkeys(exercises))
    matched, unmatched = [], []
    for name, sets in sorted(sets_of.items(), key=lambda item: (-item[1], item[0])):
        match = _match(name, sets, gym)
        if match:
            matched.append(match)
        else:
            unmatched.append(Unmatched(name, sets, _suggestions(name, gym)))
    return Matching(tuple(matched), tuple(unmatched))


def _match(name: str, sets: int, gym: tuple[str, ...]) -> Match | None:
    bare = without_equipment(name)
    for likeness, meant in (
        (Likeness.SAME, [exercise for exercise in gym if _same(name, exercise)]),
        (Likeness.EQUIPMENT_LEFT_OUT, [exercise for exercise in gym if _same(bare, exercise)]),
        (Likeness.SPELLING, [exercise for exercise in gym if _misspelt(bare, exercise)]),
    ):
        if meant:
            return Match(name, meant[0], sets, likeness) if len(meant) == 1 else None
    return None


def _same(name: str, exercise: str) -> bool:
    """Whether two names have the same words, in any order, or written as one (push-up, pushup)."""
    ours, theirs = words(name), words(exercise)
    return bool(ours) and (sorted(ours) == sorted(theirs) or "".join(ours) == "".join(theirs))


def _misspelt(name: str, exercise: str) -> bool:
    """Whether the two names are the same but for the spelling of one longer word."""
    ours, theirs = Counter(words(name)), Counter(words(exercise))
    only_ours, only_theirs = [*(ours - theirs).elements()], [*(theirs - ours).elements()]
    if len(only_ours) != 1 or len(only_theirs) != 1:
        return False
    word, other = only_ours[0], only_theirs[0]
    return (
        min(len(word), len(other)) >= _SHORTEST_WORD
        and (word + other).isalpha()
        and {word, other} != _OPPOSITES
        and _ratio(word, other) >= _ALIKE
    )


def _suggestions(name: str, gym: tuple[str, ...]) -> tuple[str, ...]:
    bare = without_equipment(name)
    likely = sorted((-_likelihood(bare, exercise), exercise) for exercise in gym)
    return tuple(
        exercise for likelihood, exercise in likely[:_MOST_SUGGESTIONS] if -likelihood >= _LIKELY
    )


def _likelihood(name: str, exercise: str) -> float:
    """How alike two names are, 0 to 2: the share of their words that both have, and of letters."""
    ours, theirs = words(name), words(exercise)
    shared = len({*ours} & {*theirs}) / max(1, len({*ours} | {*theirs}))
    return shared + _ratio(" ".join(ours), " ".join(theirs))


def _ratio(text: str, other: str) -> float:
    return SequenceMatcher(None, text, other, autojunk=False).ratio()
