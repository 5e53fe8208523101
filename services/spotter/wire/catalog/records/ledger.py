"""What the ledger is asked and answers."""

from dataclasses import dataclass

from spotter.api.catalog.v1 import ledger_service_pb2 as pb
from spotter.movement.values import Outcome, Rep
from spotter.wire.catalog.checks import check_ids
from spotter.wire.encoding.enums import OUTCOMES
from spotter.wire.reps import rep_message, rep_of
from spotter.wire.verdicts import RepVerdict, verdict_message, verdict_of


@dataclass(frozen=True, slots=True)
class RepFilter:
    """Which reps are meant: all that apply; None, 0 and empty text exclude nothing.

    ``exercise`` is the name that an exercise has today. Reps start at ``since_us`` or later, and
    before ``until_us``, microseconds since the Unix epoch.

    Raises :class:`WireError` for an id that is none.
    """

    member_id: str = ""
    session_id: str = ""
    station_id: str = ""
    exercise_id: str = ""
    exercise: str = ""
    outcome: Outcome | None = None
    since_us: int = 0
    until_us: int = 0

    def __post_init__(self) -> None:
        check_ids(
            {
                "a member": self.member_id,
                "a session": self.session_id,
                "an exercise": self.exercise_id,
            }
        )


@dataclass(frozen=True, slots=True, eq=False)
class LedgerEntry:
    """A rep in the ledger: its verdict but for the alignment, its member, empty without one.

    ``load_kg`` is the load of its set as the member did it; None where nobody knows.
    """

    judged: RepVerdict
    member_id: str
    has_poses: bool
    load_kg: float | None = None


@dataclass(frozen=True, slots=True)
class LedgerState:
    """How far the ledger has come in the stream of verdicts.

    ``last_entry_id`` is the newest one written, empty before the first. ``behind_entries`` are
    still to be written, the oldest for ``behind_s`` seconds. ``problem`` says why the ledger does
    not get on, empty if it does.
    """

    last_entry_id: str = ""
    behind_entries: int = 0
    behind_s: float = 0.0
    problem: str = ""


def list_request(
    wanted: RepFilter, *, page_size: int = 0, page_token: str = ""
) -> pb.ListRepsRequest:
    """Asks for a page of the reps that are ``wanted``."""
    return pb.ListRepsRequest(
        page_size=page_size,
        page_token=page_token,
        member_id=wanted.member_id,
        session_id=wanted.session_id,
        station_id=wanted.station_id,
        exercise_id=wanted.exercise_id,
        exercise=wanted.exercise,
        outcome=OUTCOMES.label(wanted.outcome) if wanted.outcome else None,
        since_us=wanted.since_us,
        until_us=wanted.until_us,
    )


def filter_of(message: pb.ListRepsRequest) -> RepFilter:
    """The filter in a request; raises :class:`WireError` for an id that is none."""
    return RepFilter(
        member_id=message.member_id,
        session_id=message.session_id,
        station_id=message.station_id,
        exercise_id=message.exercise_id,
        exercise=message.exercise,
        outcome=OUTCOMES.member(message.outcome) if message.outcome else None,
        since_us=message.since_us,
        until_us=message.until_us,
    )


def entry_message(entry: LedgerEntry) -> pb.LedgerEntry:
    """The entry as a message."""
    return pb.LedgerEntry(
        verdict=verdict_message(entry.judged),
        member_id=entry.member_id,
        has_poses=entry.has_poses,
        load_kg=entry.load_kg,
    )


def entry_of(message: pb.LedgerEntry) -> LedgerEntry:
    """The entry in a message; raises :class:`WireError` when it holds none."""
    return LedgerEntry(
        verdict_of(message.verdict),
        message.member_id,
        message.has_poses,
        message.load_kg if message.HasField("load_kg") else None,
    )


def rep_response(entry: LedgerEntry, rep: Rep | None) -> pb.GetRepResponse:
    """The answer to a question for one rep."""
    return pb.GetRepResponse(
        entry=entry_message(entry), rep=rep_message(rep) if rep is not None else None
    )


def rep_of_response(message: pb.GetRepResponse) -> tuple[LedgerEntry, Rep | None]:
    """The rep that was asked for; raises :class:`WireError` or MovementError when it is damaged."""
    rep = rep_of(message.rep) if message.HasField("rep") else None
    return entry_of(message.entry), rep


def state_message(state: LedgerState) -> pb.GetLedgerStateResponse:
    """The state as a message."""
    return pb.GetLedgerStateResponse(
        last_entry_id=state.last_entry_id,
        behind_entries=state.behind_entries,
        behind_s=state.behind_s,
        problem=state.problem,
    )


def state_of(message: pb.GetLedgerStateResponse) -> LedgerState:
    """The state in a message."""
    return LedgerState(
        message.last_entry_id, message.behind_entries, message.behind_s, message.problem
    )
