"""Of who is erased the memory has nothing left, and of others all."""

from spotter.alerting.engine import Engine
from spotter.alerting.events import RepJudged, SessionBegun, SilenceBegun
from spotter.alerting.forgetting import without_member
from spotter.alerting.memory import Memory
from spotter.alerting.rules import Rules
from spotter.alerting.values import Need, Whose
from spotter.movement.values import Outcome
from support.records.ledger_in_test import KNEES_IN

ANNA = Whose("rack-1", "s-anna", "s-anna", "anna")
BEN = Whose("rack-2", "s-ben", "s-ben", "ben")


def trained() -> Engine:
    """Both have the knees in, and a trainer wants quiet about each."""
    engine, now_us = Engine(Rules(), Memory()), 1_000_000_000
    for whose in (ANNA, BEN):
        engine.take(SessionBegun(whose), now_us)
        for number in range(3):
            now_us += 3_000_000
            rep_id = f"{whose.station_id}_1_{number}"
            engine.take(
                RepJudged(rep_id, whose, "squat", 1, Outcome.FAULTY, 1.5, (KNEES_IN,)), now_us
            )
        silence = SilenceBegun("ida", "talked", 600_000_000, member_id=whose.member_id)
        engine.take(silence, now_us)
    return engine


def test_nothing_is_left_of_who_is_erased_and_all_of_others() -> None:
    before = trained().memory.state
    after = without_member(before, "anna", ())
    assert "anna" not in after.piece("rack-1") + after.piece("")
    assert after.stations["rack-1"].need == Need("rack-1")
    assert after.stations["rack-2"] is before.stations["rack-2"]
    assert [one.silence.member_id for one in after.gym.quiets] == ["ben"]


def test_what_was_written_about_them_goes_too() -> None:
    before = trained().memory.state
    ids = {one.silence.silence_id for one in before.gym.quiets}
    assert without_member(before, "", ids).gym.quiets == ()
