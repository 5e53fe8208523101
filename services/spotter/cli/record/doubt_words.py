"""Doubts about a recording, with the option that does something about them."""

from spotter.teaching.recording_doubts import Doubt


def doubt_words(doubt: Doubt) -> str:
    """The doubt in words."""
    if doubt.rep_number is not None:
        return f"{doubt.words} --drop {doubt.rep_number} leaves it out."
    if doubt.rep_count is not None:
        return f"{doubt.words} --count {doubt.rep_count} takes those."
    return doubt.words
