"""Matches the names that apps give to exercises with those of the gym."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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


def match_names(
    sets_of: Mapping[str, int], exercises: Iterable[str], else_of: Iterable[str] = ()
) -> Matching:
    """Each name in ``sets_of`` (name, number of sets) with one of the gym's ``exercises``, if any.

    A name that means none of them may mean one of ``else_of``.

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
    gym, others = (_known(of) for of in (exercises, else_of))
    matched, unmatched = [], []
    for name, sets in sorted(sets_of.items(), key=lambda item: (-item[1], item[0])):
        found = _meant(name, gym) or _meant(name, others)
        if found and len(found[1]) == 1:
            likeness, (exercise,) = found
            matched.append(Match(name, exercise, sets, likeness))
        else:
            likely = (*_suggestions(name, gym), *_suggestions(name, others))
            unmatched.append(Unmatched(name, sets, likely[:_MOST_SUGGESTIONS]))
    return Matching(tuple(matched), tuple(unmatched))


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """An exercise of the gym, taken apart once: each name of a file is compared with it."""

    name: str
    words: tuple[str, ...]
    letters: SequenceMatcher[str]

    @classmethod
    def of(cls, name: str) -> "_Known":
        return cls(name, words(name), SequenceMatcher(None, "", _joined(name), autojunk=False))


def _known(exercises: Iterable[str]) -> tuple[_Known, ...]:
    return tuple(map(_Known.of, dict.fromkeys(exercises)))


def _joined(name: str) -> str:
    return " ".join(words(name))


def _meant(name: str, gym: Sequence[_Known]) -> tuple[Likeness, list[str]] | None:
    """All exercises that a name means equally, and why; None if it means none of them."""
    bare = without_equipment(name)
    for likeness, is_meant, ours in (
        (Likeness.SAME, _same, words(name)),
        (Likeness.EQUIPMENT_LEFT_OUT, _same, words(bare)),
        (Likeness.SPELLING, _misspelt, words(bare)),
    ):
        meant = [one.name for one in gym if is_meant(ours, one.words)]
        if meant:
            return likeness, meant
    return None


def _same(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two names have the same words, in any order, or written as one (push-up, pushup)."""
    return bool(ours) and (sorted(ours) == sorted(theirs) or "".join(ours) == "".join(theirs))


def _misspelt(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether the two names are the same but for the spelling of one longer word."""
    if len(ours) != len(theirs):
        return False
    only_ours = [*(Counter(ours) - Counter(theirs)).elements()]
    only_theirs = [*(Counter(theirs) - Counter(ours)).elements()]
    if len(only_ours) != 1 or len(only_theirs) != 1:
        return False
    word, other = only_ours[0], only_theirs[0]
    return (
        min(len(word), len(other)) >= _SHORTEST_WORD
        and (word + other).isalpha()
        and {word, other} != _OPPOSITES
        and _ratio(word, other) >= _ALIKE
    )


def _suggestions(name: str, gym: Sequence[_Known]) -> tuple[str, ...]:
    """The exercises most like a name; those that cannot be among them are not compared."""
    bare = without_equipment(name)
    best: list[tuple[float, str]] = []
    for at_most, one in sorted(((_at_most(bare, one), one) for one in gym), key=lambda of: -of[0]):
        if at_most < _LIKELY or (len(best) == _MOST_SUGGESTIONS and at_most < -best[-1][0]):
            break
        best = sorted([*best, (-_likelihood(bare, one), one.name)])[:_MOST_SUGGESTIONS]
    return tuple(exercise for likelihood, exercise in best if -likelihood >= _LIKELY)


def _likelihood(name: str, one: _Known) -> float:
    """How alike two names are, 0 to 2: the share of their words that both have, and of letters."""
    one.letters.set_seq1(_joined(name))
    return _shared_ratio(words(name), one.words) + one.letters.ratio()


def _at_most(name: str, one: _Known) -> float:
    """What :func:`_likelihood` cannot exceed: with their letters in any order."""
    one.letters.set_seq1(_joined(name))
    return _shared_ratio(words(name), one.words) + one.letters.quick_ratio()


def _shared_ratio(ours: Sequence[str], theirs: Sequence[str]) -> float:
    return len({*ours} & {*theirs}) / max(1, len({*ours} | {*theirs}))


def _ratio(text: str, other: str) -> float:
    return SequenceMatcher(None, text, other, autojunk=False).ratio()
