"""The words of an exercise's name, so that its spellings compare equal."""

import re
from functools import lru_cache
from unicodedata import category, normalize

# What apps add in brackets to say what an exercise is done with, not how.
_EQUIPMENT = frozenset(
    {"band", "bar", "barbell", "bodyweight", "cable", "dumbbell", "ez", "kettlebell", "landmine"}
    | {"machine", "plate", "resistance", "smith", "trap", "weighted"}
)
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")


@lru_cache(maxsize=4096)  # each name is compared with many
def words(name: str) -> tuple[str, ...]:
    """The words of a name in their order, without capitals and plurals.

    >>> words("Biceps Curls"), words("push-up")
    (('bicep', 'curl'), ('push', 'up'))
    """
    plain = normalize("NFKC", name).casefold()
    # Marks belong to letters: without them, words of Indian scripts fall apart.
    spaced = "".join(letter if category(letter)[0] in "LMN" else " " for letter in plain)
    return tuple(_singular(word) for word in spaced.split())


def without_equipment(name: str) -> str:
    """The name without brackets that hold nothing but equipment.

    >>> without_equipment("Squat (Smith Machine)"), without_equipment("Pull Up (Assisted)")
    ('Squat ', 'Pull Up (Assisted)')
    """
    return _IN_BRACKETS.sub(
        lambda found: "" if _EQUIPMENT.issuperset(words(found[1])) else found[0], name
    )


def _singular(word: str) -> str:
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 2 and word.endswith("s") and not word.endswith("ss") else word
