"""What an entry of the verdict stream says, checked for what rows can hold. Pure."""

import re
from dataclasses import dataclass

from spotter.wire.catalog.checks import checked_name, checked_station_id
from spotter.wire.catalog.records.verdict_details import verdict_details
from spotter.wire.errors import WireError
from spotter.wire.names import VERDICT_FIELD
from spotter.wire.verdicts import RepVerdict, verdict_from_bytes

_LAST_US = 253_402_214_399_000_000
"""The end of the last day but one that calendars have: so it has a day in every time zone."""
_MOST = 2**31 - 1
_DIGEST = re.compile(r"[0-9a-f]{64}")
_WORD = re.compile(r"[\w.-]*", re.ASCII)
_LONGEST_METHOD = 64
_LONGEST_BASELINE = 16


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A verdict, its ``data`` as they came, and its details as they are kept."""

    entry_id: bytes
    judged: RepVerdict
    data: bytes
    details: bytes


def entry_of(entry_id: bytes, fields: dict[bytes, bytes]) -> Entry:
    """The verdict in an entry's ``fields``.

    Raises :class:`WireError` for one that is damaged, or that no row could hold.
    """
    data = fields.get(VERDICT_FIELD, b"")
    judged = verdict_from_bytes(data)
    _check(judged)
    return Entry(entry_id, judged, data, verdict_details(data))


def _check(judged: RepVerdict) -> None:
    checked_station_id(judged.station_id)
    checked_name(judged.exercise, "an exercise's name")
    made = f"{judged.station_id}_{judged.track_id}_{judged.started_us}"
    if judged.rep_id != made:
        raise WireError(f"expected the rep {made}; found {judged.rep_id!r}")
    if not 0 <= judged.set_started_us <= judged.started_us <= judged.ended_us <= _LAST_US:
        raise WireError(
            f"expected a rep's start before its end, both until the year 9999; "
            f"found {judged.started_us} and {judged.ended_us} us"
        )
    if not _DIGEST.fullmatch(judged.reference_digest):
        raise WireError(f"expected a reference's digest; found {judged.reference_digest!r}")
    if max(judged.set_number, judged.rep_number) > _MOST:
        raise WireError(f"expected numbers of set and rep up to {_MOST}; found larger ones")
    _check_word(judged.method_version, _LONGEST_METHOD, "a method's version")
    _check_word(judged.verdict.baseline_id, _LONGEST_BASELINE, "a baseline's id")


def _check_word(text: str, longest: int, what: str) -> None:
    if len(text) > longest or not _WORD.fullmatch(text):
        raise WireError(f"expected {what} of at most {longest} letters; found {text[:99]!r}")
