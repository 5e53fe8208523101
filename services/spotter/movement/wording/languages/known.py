"""The languages that there are."""

from collections.abc import Iterable

from spotter.movement.wording.languages.english import ENGLISH
from spotter.movement.wording.languages.german import GERMAN

LANGUAGES = {language.tag: language for language in (ENGLISH, GERMAN)}


def tag_of(preferred: Iterable[str]) -> str:
    """The first language that there is, of those that somebody prefers; else English.

    >>> tag_of(["fr-CH", "de-AT", "en"]), tag_of([])
    ('de', 'en')
    """
    wanted = (one.strip()[:2].lower() for one in preferred)
    return next((one for one in wanted if one in LANGUAGES), ENGLISH.tag)
