"""Fills the places of a template, numbers as the language writes them."""

from typing import Self

from spotter.movement.wording.language import Language


def filled_in(template: str, language: Language, **values: float | str) -> str:
    """The template with its places filled.

    >>> from spotter.movement.wording.languages.german import GERMAN
    >>> filled_in("{found:.1f} s {what}", GERMAN, found=1.13, what="fehlen")
    '1,1 s fehlen'
    """
    return template.format(
        **{
            name: value if isinstance(value, str) else _Written(value, language.decimal_mark)
            for name, value in values.items()
        }
    )


class _Written(float):
    """A number that is formatted with another decimal mark."""

    _mark: str

    def __new__(cls, value: float, mark: str) -> Self:
        written = super().__new__(cls, value)
        written._mark = mark
        return written

    def __format__(self, spec: str) -> str:
        return super().__format__(spec).replace(".", self._mark)
