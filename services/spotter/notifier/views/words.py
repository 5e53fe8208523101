"""Texts of ours in views: English where code looks, in the reader's language where they are sent.

What a trainer wrote is a plain ``str`` and stays as written.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Annotated, Any, Self

from pydantic import BaseModel, PlainSerializer, PlainValidator, WithJsonSchema

from spotter.movement.wording.language import Language
from spotter.movement.wording.languages.english import ENGLISH
from spotter.movement.wording.languages.known import LANGUAGES

_reader: ContextVar[str] = ContextVar("reader", default=ENGLISH.tag)


class Words(str):
    """An English text that knows how it is said in the other languages, by tag."""

    __slots__ = ("others",)
    others: dict[str, str]

    def __new__(cls, english: str, others: dict[str, str]) -> Self:
        """The text."""
        words = super().__new__(cls, english)
        words.others = others
        return words


def words(make: Callable[[Language], str]) -> Words:
    """What ``make`` says in each language."""
    said = {tag: make(language) for tag, language in LANGUAGES.items()}
    return Words(said.pop(ENGLISH.tag), said)


def lines(make: Callable[[Language], tuple[str, ...]]) -> tuple[Words, ...]:
    """What ``make`` says in each language, line by line.

    Where a language has no line of its own, since it says two things alike, the English one counts.
    """
    said = {tag: make(language) for tag, language in LANGUAGES.items()}
    english = said.pop(ENGLISH.tag)
    return tuple(
        Words(line, {tag: own[at] for tag, own in said.items() if at < len(own)})
        for at, line in enumerate(english)
    )


def told(text: str, language: Language) -> str:
    """A text in a language: as it stands if it is nobody's of ours."""
    return text.others.get(language.tag, str(text)) if isinstance(text, Words) else text


def read(text: str) -> str:
    """A text in the language of whoever reads it now."""
    return told(text, LANGUAGES[_reader.get()])


def is_said_so(ours: str, text: str) -> bool:
    """Whether a text of ours reads like that in any language."""
    return ours == text or (isinstance(ours, Words) and text in ours.others.values())


@contextmanager
def read_in(tag: str) -> Iterator[None]:
    """What is read meanwhile, views that are turned into JSON, too, is in this language."""
    token = _reader.set(tag)
    try:
        yield
    finally:
        _reader.reset(token)


def json_in(view: BaseModel, tag: str) -> str:
    """The view as JSON in a language."""
    with read_in(tag):
        return view.model_dump_json()


def _validated(text: Any) -> str:  # noqa: ANN401 - whatever was given
    if not isinstance(text, str):
        raise ValueError("expected a text")  # noqa: TRY004 - Pydantic turns it into its own error
    return text


Text = Annotated[
    str,
    PlainValidator(_validated),
    PlainSerializer(read, return_type=str),
    WithJsonSchema({"type": "string"}),
]
"""A field for :class:`Words`, which Pydantic's own ``str`` would make plain."""
