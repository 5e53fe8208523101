"""The rep that a trainer's word is about, and what the word changes."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from spotter.catalog.database.kinds.upserts import insert_into
from spotter.catalog.database.tables import ExerciseRow, LearntRep, MemberRow
from spotter.catalog.errors import CatalogError, UnknownError
from spotter.catalog.exercises.statements import by_digest
from spotter.catalog.ledger.reading import one_rep
from spotter.catalog.members.statements import by_id
from spotter.movement.assessment import why_insufficient
from spotter.movement.values import Exercise, Rep
from spotter.movement.wording.reason_words import reason_words
from spotter.teaching.change import Change
from spotter.teaching.errors import TeachingError
from spotter.teaching.named_rep import NamedRep
from spotter.wire.catalog.exercises.teaching import RepJudgement

LatestRep = Callable[[str], Rep | None]
"""Returns a rep with its poses while Redis has it."""


@dataclass(frozen=True, slots=True, eq=False)
class RepToLearnFrom:
    """A rep whose poses may be kept, and the exercise by which it was judged."""

    rep: Rep
    row: ExerciseRow


def rep_to_learn_from(session: Session, rep_id: str, latest: LatestRep) -> RepToLearnFrom:
    """The rep with that id, by the ledger or else as Redis has it.

    Raises :class:`UnknownError` if its poses are gone, and :class:`CatalogError` if they must not
    be kept.
    """
    rep = _kept(session, rep_id) or latest(rep_id)
    if rep is None:
        raise UnknownError(f"the poses of {rep_id} are not kept, so nothing can be learnt")
    if rep.member_id:
        check_agreed(session, rep.member_id)
    return RepToLearnFrom(rep, by_digest(session, rep.reference_digest))


def check_agreed(session: Session, member_id: str) -> None:
    """Raises :class:`CatalogError` unless a member agreed that poses are kept.

    What an exercise learns of somebody is their poses.
    """
    member = by_id(session, member_id)
    if not member.keeps_poses:
        raise CatalogError(
            f"{member.name} did not agree that poses are kept, so nothing can be learnt of them"
        )


def hold_agreed(session: Session, member_id: str) -> MemberRow:
    """The member as :func:`check_agreed` wants them until the transaction, which writes, ends.

    Raises as that does: they may have withdrawn or been erased since.
    """
    member = by_id(session, member_id)
    session.refresh(member, with_for_update={"read": True})
    check_agreed(session, member_id)
    return member


def note_learnt(session: Session, row: ExerciseRow, rep: Rep) -> None:
    """Note that an exercise learns of a rep, so that it is found when its member is erased.

    Raises as :func:`hold_agreed` does.
    """
    if not rep.member_id:
        return
    values = {
        "member_no": hold_agreed(session, rep.member_id).no,
        "exercise_no": row.no,
        "started_us": int(rep.poses.captured_us[0]),
        "ended_us": int(rep.poses.captured_us[-1]),
    }
    session.execute(insert_into(session, LearntRep).values(values).on_conflict_do_nothing())


def judged(exercise: Exercise, rep: Rep, judgement: RepJudgement) -> Change:
    """What a trainer's word on a rep makes of its exercise.

    Raises :class:`CatalogError` for a rep of which nothing can be learnt.
    """
    if why_not := why_insufficient(rep.poses):
        raise CatalogError(
            f"this rep cannot be judged, so nothing can be learnt: {reason_words(why_not)}"
        )
    named = [NamedRep(rep.rep_id, None, rep.poses)]
    try:
        if judgement is RepJudgement.FINE:
            return Change(exercise).with_fine(named, rep.member_id)
        return Change(exercise).with_wrong(named)
    except TeachingError as error:
        raise CatalogError(str(error)) from error


def said_words(change: Change, rep: Rep) -> str:
    """What a trainer said, for the exercise's history; a member's id says nothing to people."""
    words = "; ".join(change.what)
    return words.replace(rep.member_id, "a member") if rep.member_id else words


def _kept(session: Session, rep_id: str) -> Rep | None:
    try:
        return one_rep(session, rep_id)[1]
    except UnknownError:  # The ledger may not have it yet.
        return None
