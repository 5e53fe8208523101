"""Checks and forms text that people write or read."""

from unicodedata import category

_NO_TEXT = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Control characters, surrogates, line and paragraph separators."""


def is_line(text: str, longest: int) -> bool:
    """Whether ``text`` is one line of at most ``longest`` characters, and not blank."""
    return 0 < len(text.strip()) <= longest and not any(
        category(letter) in _NO_TEXT for letter in text
    )


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """The text with its first letter small."""
    return text[:1].lower() + text[1:]


def counted(number: int, noun: str) -> str:
    """The number with its noun, such as ``1 rep`` or ``2 reps``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
