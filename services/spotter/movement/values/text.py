"""Text that people write, and that pages and terminals show."""

from unicodedata import category

_NO_TEXT = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Control characters, halves of characters, line ends."""


def is_line(text: str, longest: int) -> bool:
    """Whether ``text`` is one line of at most ``longest`` characters, and not only spaces."""
    return 0 < len(text.strip()) <= longest and not any(
        category(letter) in _NO_TEXT for letter in text
    )


def counted(number: int, noun: str) -> str:
    """``1 rep``, ``2 reps``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
