"""Months by their names, full or short, in the languages of the apps."""

from unicodedata import combining, normalize

# What a name begins with, without accents: English, Dutch and Scandinavian; Spanish; French;
# Italian; Portuguese; German; Turkish; Polish; Russian, each where it differs from those before.
_BEGINNINGS = (
    "jan ene gen oca sty янв",
    "feb fev sub lut фев",
    "mar mrt maa mrz мар",
    "apr abr avr nis kwi апр",
    "may mai mei mag maj маи мая",
    "jun juin giu haz cze июн",
    "jul juil lug tem lip июл",
    "aug ago aou agu sie авг",
    "sep set eyl wrz сен",
    "oct okt ott out eki paz окт",
    "nov kas lis ноя",
    "dec des dic dez ara gru дек",
)
_MONTHS = {
    beginning: month
    for month, beginnings in enumerate(_BEGINNINGS, start=1)
    for beginning in beginnings.split()
}


def month_of(name: str) -> int | None:
    """The month, 1 to 12, that ``name`` names; None if it names none.

    >>> month_of("Nov"), month_of("févr"), month_of("11月"), month_of("Übung")
    (11, 2, 11, None)
    """
    if name[-1:] in {"月", "월"}:
        return int(name[:-1])
    letters = (letter for letter in normalize("NFKD", name.casefold()) if not combining(letter))
    plain = "".join(letters)
    return _MONTHS.get(plain[:4]) or _MONTHS.get(plain[:3])
