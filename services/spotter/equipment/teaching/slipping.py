"""Notices where labels have slid from the equipment to something else.

A filter that learns on its way learns what it slides to: it sees that clearly, and so does one that
is learnt from the other half of the recording. What the boxes themselves show does not change.
Following back from the end and comparing (forward-backward error, Kalal and others, 2010) tells
less here: it slides back the same way.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from spotter.equipment.place import Places
from spotter.equipment.seeing.appearance import AT_RADII, limit_elsewhere
from spotter.equipment.seeing.looking import look
from spotter.equipment.teaching.film import Film
from spotter.equipment.teaching.labels import lesson_of

_AS_CLEAR_ELSEWHERE = 0.1
"""One box in one light sees its equipment less clearly than a whole recording does. Chosen on the
first halves of docs/method.md's films."""
_AROUND_US = 300_000
"""What turns or is covered for a moment has not slipped: most labels so near in time decide."""


def slipped(film: Film, labels: Places, marked: Places) -> set[int]:
    """The pictures in which what is at clear ``labels`` is not what the ``marked`` boxes show.

    In most of those within 0.3 seconds, the filter that only the boxes teach sees it no more
    clearly than a tenth of the places elsewhere, or more than half a radius away.
    """
    if not labels:
        return set()
    spectrum = lesson_of(film.pictures, marked).spectrum()
    clear_from = limit_elsewhere(film.pictures, labels, spectrum, _AS_CLEAR_ELSEWHERE)
    off = set()
    for at in labels.keys() - marked.keys():
        seen = look(spectrum, film.pictures[at], labels[at])
        if seen.clarity <= clear_from or labels[at].apart_radii(seen.place) > AT_RADII:
            off.add(at)
    return _usually(film, sorted(labels), off) - marked.keys()


def slips_s(film: Film, labels: Places, off: set[int]) -> Iterator[tuple[float, float]]:
    """From when to when the labels have slipped, if those ``off`` have; seconds."""
    for stretch in _stretches(labels, off):
        yield film.at_s(stretch[0]), film.at_s(stretch[-1])


def _stretches(labels: Places, off: set[int]) -> list[list[int]]:
    """The indices of neighbouring labels that are off."""
    groups = groupby(sorted(labels), key=lambda at: at in off)
    return [list(stretch) for is_off, stretch in groups if is_off]


def _usually(film: Film, labels: Sequence[int], off: set[int]) -> set[int]:
    """The ``labels``, in order, about which most are off."""
    times_us = film.captured_us[labels]
    off_before = np.cumsum([0, *(at in off for at in labels)])
    first = np.searchsorted(times_us, times_us - _AROUND_US)
    end = np.searchsorted(times_us, times_us + _AROUND_US, side="right")
    is_usual = 2 * (off_before[end] - off_before[first]) > end - first
    return {at for at, is_one in zip(labels, is_usual.tolist(), strict=True) if is_one}
