"""What proposals know of reps from the ledger: real Redis and both databases."""

from dataclasses import replace
from uuid import uuid4

import redis
from sqlalchemy import select

from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import MemberRow
from spotter.catalog.exercises import changes
from spotter.catalog.exercises.content import Content
from spotter.catalog.proposals.seen import seen_on
from spotter.movement.values import Exercise, Joint, LiftingSpeed, Measures
from spotter.wire.references import exercise_bytes
from support.gyms.scored_gym import make_rep
from support.movements.stick_squats import squat_reference
from support.records.ledger_in_test import GOOD, LedgerInTest, add_session, in_session, say

EVER = (0, 2**62)


def test_how_fast_a_rep_was_lifted_is_what_its_verdict_says(
    redis_client: redis.Redis, database: Database
) -> None:
    squat = Content.of(exercise_bytes(Exercise((squat_reference(),))))
    with database.writing() as session:
        recorded = changes.Reason(Signature("anna", 1), "recorded")
        changes.create(session, "squat", squat, recorded, uuid4())
    ledger = LedgerInTest(redis_client, database)
    _, session_id = add_session(database, keeps_poses=False)
    for number, speed_tl_s in enumerate((1.2, 0.9, None), start=1):
        lifting = speed_tl_s and LiftingSpeed(Joint.MID_HIP, 0.8, speed_tl_s, 2 * speed_tl_s)
        verdict = replace(GOOD, measures=Measures(lifting=lifting or None))
        rep = make_rep(squat.digest, rep_number=number)
        say(redis_client, in_session(rep, session_id), verdict)
    ledger.catch_up()
    with database.reading() as session:
        member_no = session.scalars(select(MemberRow.no)).one()
        speeds = [one.lifting_speed_tl_s for one in seen_on(session, member_no, EVER)["squat"]]
    assert speeds == [1.2, 0.9, None]
