"""What proposals know of reps from the ledger: real Redis and both databases."""

from uuid import uuid4

import pytest
import redis
from sqlalchemy import select

from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import MemberRow
from spotter.catalog.exercises import changes
from spotter.catalog.exercises.content import Content
from spotter.catalog.proposals.seen import seen_on
from spotter.movement.values import Exercise
from spotter.wire.references import exercise_bytes
from support.gyms.scored_gym import make_rep
from support.movements.stick_squats import squat_reference
from support.records.ledger_in_test import GOOD, LedgerInTest, add_session, in_session, say

EVER = (0, 2**62)


@pytest.mark.parametrize("keeps_poses", [True, False])
def test_how_fast_a_rep_was_lifted_is_known_where_its_poses_are_kept(
    redis_client: redis.Redis,
    database: Database,
    keeps_poses: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    squat = Content.of(exercise_bytes(Exercise((squat_reference(),))))
    with database.writing() as session:
        recorded = changes.Reason(Signature("anna", 1), "recorded")
        changes.create(session, "squat", squat, recorded, uuid4())
    ledger = LedgerInTest(redis_client, database)
    _, session_id = add_session(database, keeps_poses=keeps_poses)
    for number, depth_px in enumerate((80, 80, 40), start=1):
        rep = make_rep(squat.digest, rep_number=number, depth_px=depth_px)
        say(redis_client, in_session(rep, session_id), GOOD)
    ledger.catch_up()
    with database.reading() as session:
        member_no = session.scalars(select(MemberRow.no)).one()
        speeds = [one.lifting_speed_tl_s for one in seen_on(session, member_no, EVER)["squat"]]
    if not keeps_poses:
        assert speeds == [None, None, None]
        return
    first, second, half_as_far = (speed or 0.0 for speed in speeds)
    assert second == pytest.approx(first, rel=0.06)
    assert half_as_far == pytest.approx(first / 2, rel=0.06)
