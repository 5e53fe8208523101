"""The ratio of good reps that may be called faulty, as a person writes it."""

from spotter.teaching.errors import TeachingError


def ratio_from(words: str) -> float:
    """0.05 from ``5%`` or ``0.05``; raises :class:`TeachingError` unless below 50 %."""
    text = words.strip()
    try:
        ratio = float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        ratio = -1.0
    if not 0 < ratio < 0.5:
        raise TeachingError(
            f"expected a false-alarm rate below 50%, written as 5% or 0.05; found {words!r}"
        )
    return ratio
