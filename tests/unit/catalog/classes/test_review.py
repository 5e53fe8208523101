"""What is said of a class afterwards, from sessions, verdicts and alerts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from spotter.alerting.values import Alert, Ending, Kind, Priority, Taking, Whose
from spotter.catalog.alerts.intake.attendance import Attended
from spotter.catalog.classes.review.alerting import alerting_reviewed, lasted
from spotter.catalog.classes.review.members import members_reviewed
from spotter.catalog.classes.review.occurrence import Occurrence, day_meant
from spotter.movement.values import (
    Direction,
    Fault,
    FaultCode,
    Joint,
    Outcome,
    Reason,
    ReasonCode,
    Verdict,
)
from spotter.wire.catalog.people.class_reviews import AlertsReview, MemberReview
from spotter.wire.catalog.people.classes import ClassPlan, GymClass
from spotter.wire.catalog.records.history import FaultReps
from spotter.wire.verdicts import RepVerdict

MINUTE_US = 60_000_000
BERLIN = ZoneInfo("Europe/Berlin")
ANNA, BEN, CLASS, OTHER = (f"00000000-0000-4000-8000-{number:012d}" for number in range(1, 5))
PLAN = ClassPlan("Evening", date(2026, 3, 2), True, time(18, 30), 60, (ANNA, BEN), ("rack-1",))  # noqa: FBT003
DAY = date(2026, 3, 9)
AT = Occurrence.of(GymClass(CLASS, PLAN), DAY, BERLIN)
BEGUN_US = round(datetime(2026, 3, 9, 17, 30, tzinfo=UTC).timestamp()) * 1_000_000
KNEES = Fault(Joint.LEFT_KNEE, 0.5, Direction.INWARD, 0.2, 3, code=FaultCode.KNEES_IN)
HIGH = Fault(Joint.MID_HIP, 0.5, Direction.HIGHER, 0.3, 3, code=FaultCode.SITS_TOO_HIGH)
GOOD = Verdict(Outcome.GOOD, 0.5, 1.0)
KNEES_IN = Verdict(Outcome.FAULTY, 1.5, 1.0, faults=(KNEES,))
TOO_HIGH = Verdict(Outcome.FAULTY, 1.5, 1.0, faults=(HIGH,))
UNSEEN = Verdict(Outcome.UNSCORABLE, float("nan"), 1.0, reason=Reason(ReasonCode.TOO_FEW_FRAMES))


def attended(
    member_id: str = ANNA,
    *,
    after_min: float = 0,
    ended_min: float | None = None,
    class_id: str = CLASS,
    station_id: str = "rack-1",
) -> Attended:
    begun_us = BEGUN_US + round(after_min * MINUTE_US)
    ended_us = None if ended_min is None else BEGUN_US + round(ended_min * MINUTE_US)
    name = f"{member_id}-{after_min}"
    return Attended(name, member_id, station_id, class_id, begun_us, ended_us)


def rep(session: Attended, verdict: Verdict, number: int = 1) -> RepVerdict:
    at_us = session.begun_us + number * 3_000_000
    return RepVerdict(
        f"rack-1_1_{at_us}", "rack-1", 1, "squat", "d" * 64, 1, number,
        at_us, at_us + 1, "", verdict, session.session_id, "m-1", at_us,
    )  # fmt: skip


def alert(number: int = 0, after_min: float = 1, fault: Fault = KNEES) -> Alert:
    at_us = BEGUN_US + round(after_min * MINUTE_US)
    whose = Whose("rack-1", member_id=ANNA, class_id=CLASS)
    return Alert(f"a-{number}", Kind.FAULT, Priority.MEDIUM, whose, at_us, at_us, "squat", fault)


def taken(one: Alert, after_s: float) -> Alert:
    at_us = one.opened_us + round(after_s * 1_000_000)
    return replace(one, taking=Taking("ida", at_us, at_us + MINUTE_US))


def ended(one: Alert, ending: Ending, after_s: float = 60) -> Alert:
    return replace(one, ending=ending, ended_us=one.opened_us + round(after_s * 1_000_000))


def reviewed(
    sessions: Sequence[Attended], reps: Sequence[RepVerdict], alerts: Sequence[Alert] = ()
) -> tuple[MemberReview, ...]:
    return members_reviewed(AT, {BEN: "Ben", ANNA: "Anna"}, sessions, reps, alerts)


def test_a_class_is_planned_on_its_days_in_the_gyms_time() -> None:
    assert (AT.begun_us, AT.ended_us) == (BEGUN_US, BEGUN_US + 60 * MINUTE_US)
    other = Occurrence.of(GymClass(CLASS, PLAN), DAY + timedelta(days=1), BERLIN)
    assert (other.begun_us, other.ended_us) == (0, 0)
    assert other.until_us - other.since_us == 24 * 60 * MINUTE_US


def test_one_that_goes_on_beyond_midnight_belongs_to_the_day_on_which_it_begins() -> None:
    late = GymClass(CLASS, replace(PLAN, starts_at=time(23, 30)))
    at = Occurrence.of(late, DAY, BERLIN)
    assert at.until_us == at.ended_us > at.since_us + 24 * 60 * MINUTE_US


def test_it_is_going_on_from_its_beginning_to_its_end() -> None:
    times_us = (AT.begun_us - 1, AT.begun_us, AT.ended_us - 1, AT.ended_us)
    assert [AT.is_going_on(at_us) for at_us in times_us] == [False, True, True, False]


def test_the_day_meant_is_the_last_one_until_now() -> None:
    def on(day: date, plan: ClassPlan = PLAN) -> date:
        noon = datetime.combine(day, time(12), BERLIN)
        return day_meant(plan, round(noon.timestamp() * 1e6), BERLIN)

    assert on(DAY) == on(DAY + timedelta(days=6)) == DAY
    assert on(DAY - timedelta(days=1)) == PLAN.first_day
    assert on(PLAN.first_day - timedelta(days=20)) == PLAN.first_day
    assert on(DAY, replace(PLAN, is_weekly=False)) == PLAN.first_day


def counted(one: Attended) -> tuple[int, int] | None:
    return AT.counted(one, AT.ended_us)


def test_sessions_of_the_class_count_and_of_others_those_of_its_members_at_its_time_and_place() -> (
    None
):
    assert counted(attended(after_min=-30, ended_min=-20))
    assert counted(attended(class_id=OTHER)) is None
    early = attended(after_min=-30, ended_min=10, class_id="")
    assert counted(early) == (AT.begun_us, AT.ended_us)
    assert counted(attended(after_min=-30, ended_min=-20, class_id="")) is None
    assert counted(attended(class_id="", station_id="rack-2")) is None
    assert counted(attended(OTHER, class_id="")) is None


def test_a_session_that_was_left_open_is_not_in_a_class_of_a_later_day() -> None:
    later = Occurrence.of(GymClass(CLASS, PLAN), DAY + timedelta(weeks=1), BERLIN)
    assert later.counted(attended(), AT.ended_us) is None
    assert later.counted(attended(), later.begun_us) == (later.since_us, later.until_us)


def test_members_are_told_in_the_order_in_which_they_came_then_who_was_not_there() -> None:
    anna, ben = attended(ANNA, after_min=12, ended_min=50), attended(BEN, after_min=2)
    first, second = reviewed([anna, ben], [])
    assert (first.name, first.late_us, first.left_us) == ("Ben", 0, 0)
    assert (second.name, second.late_us) == ("Anna", 12 * MINUTE_US)
    assert second.left_us == BEGUN_US + 50 * MINUTE_US
    (_, absent) = reviewed([ben], [])
    assert absent == MemberReview(ANNA, "Anna")


def test_a_member_has_reps_faults_fixes_and_alerts() -> None:
    anna = attended()
    verdicts = [KNEES_IN, TOO_HIGH, KNEES_IN, UNSEEN, replace(GOOD, fixed=(HIGH, KNEES)), GOOD]
    reps = [rep(anna, verdict, number) for number, verdict in enumerate(verdicts)]
    first = reviewed([anna], reps, [taken(alert(), 20), alert(1)])[0]
    assert (first.good, first.faulty, first.unscorable) == (2, 3, 1)
    assert first.faults == (
        FaultReps(FaultCode.KNEES_IN, Joint.LEFT_KNEE, 2),
        FaultReps(FaultCode.SITS_TOO_HIGH, Joint.MID_HIP, 1),
    )
    assert first.best_fix == KNEES
    assert (first.alerts, first.answered_alerts) == (2, 1)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([ANNA, BEN]),
            st.sampled_from([GOOD, KNEES_IN, TOO_HIGH, UNSEEN]),
        )
    )
)
def test_counts_add_up_to_the_reps_whoever_did_them(done: list[tuple[str, Verdict]]) -> None:
    sessions = {ANNA: attended(ANNA), BEN: attended(BEN)}
    reps = [rep(sessions[who], verdict, number) for number, (who, verdict) in enumerate(done)]
    found = reviewed(list(sessions.values()), reps)
    counted = Counter(verdict.outcome for _, verdict in done)
    assert sum(one.reps for one in found) == len(done)
    assert sum(one.good for one in found) == counted[Outcome.GOOD]
    assert sum(one.faulty for one in found) == counted[Outcome.FAULTY]
    assert sum(one.unscorable for one in found) == counted[Outcome.UNSCORABLE]
    assert all(sum(each.reps for each in one.faults) == one.faulty for one in found)


def test_the_median_answer_is_one_that_was_given() -> None:
    alerts = [taken(alert(number), after_s) for number, after_s in enumerate((10, 300, 20, 40))]
    found = alerting_reviewed([*alerts, alert(9)], 2, 60 * MINUTE_US, AT.ended_us)
    assert (found.answered, found.median_answer_us) == (4, 20_000_000)


def test_nobody_answered_is_no_median() -> None:
    found = alerting_reviewed([alert()], 2, 60 * MINUTE_US, AT.ended_us)
    assert (found.answered, found.median_answer_us) == (0, 0)


def test_alerts_are_divided_by_trainers_and_ten_minutes() -> None:
    alerts = [alert(number) for number in range(12)]
    assert alerting_reviewed(alerts, 2, 60 * MINUTE_US, 0).per_trainer_in_ten_min == 1.0
    assert alerting_reviewed(alerts, 0, 60 * MINUTE_US, 0).per_trainer_in_ten_min == 2.0
    assert alerting_reviewed([], 2, 0, 0).per_trainer_in_ten_min == 0.0


def test_the_fault_whose_alerts_came_to_nothing_most_often_wants_attention() -> None:
    idle = [ended(alert(number, fault=HIGH), Ending.WAS_FINE) for number in range(2)]
    idle += [ended(alert(number + 2, 20, HIGH), Ending.FIXED) for number in range(2)]
    some = [ended(alert(number, fault=KNEES), Ending.FIXED) for number in range(3)]
    some += [ended(taken(alert(number + 3, 30), 10), Ending.FIXED) for number in range(3)]
    found = alerting_reviewed([*idle, *some], 1, 60 * MINUTE_US, AT.ended_us)
    assert found.wants_attention == AlertsReview(Kind.FAULT, "squat", HIGH, 4, 0, 2, 2)
    assert (found.opened, found.acted_on, found.dismissed, found.by_themselves) == (10, 3, 2, 5)
    few = alerting_reviewed(idle[:3], 1, 60 * MINUTE_US, AT.ended_us)
    assert few.wants_attention is None


ENDINGS = st.sampled_from([None, *Ending])


@given(st.lists(st.tuples(st.booleans(), ENDINGS, st.sampled_from([KNEES, HIGH]))))
def test_alerts_are_acted_on_dismissed_ended_by_themselves_or_open(
    told: list[tuple[bool, Ending | None, Fault]],
) -> None:
    alerts = []
    for number, (is_taken, ending, fault) in enumerate(told):
        one = alert(number, number, fault)
        one = taken(one, 5) if is_taken else one
        alerts.append(ended(one, ending) if ending else one)
    found = alerting_reviewed(alerts, 1, 60 * MINUTE_US, AT.ended_us)
    unanswered = sum(one.is_open and one.taking is None for one in alerts)
    assert found.opened == len(alerts)
    assert found.acted_on + found.dismissed + found.by_themselves + unanswered == len(alerts)


def test_a_class_lasts_until_now_or_its_end_and_without_a_plan_as_long_as_its_sessions() -> None:
    assert lasted(AT, [], AT.begun_us - 1) == 0
    assert lasted(AT, [], AT.begun_us + 5) == 5
    assert lasted(AT, [], AT.ended_us + 5) == 60 * MINUTE_US
    unplanned = Occurrence.of(
        GymClass(CLASS, replace(PLAN, first_day=date(2026, 5, 1))), DAY, BERLIN
    )
    some = [attended(after_min=5, ended_min=20), attended(BEN, after_min=10)]
    assert lasted(unplanned, some, BEGUN_US + 30 * MINUTE_US) == 25 * MINUTE_US
    assert lasted(unplanned, [], BEGUN_US) == 0
