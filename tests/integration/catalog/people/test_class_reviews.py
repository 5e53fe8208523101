"""Classes looked back on over gRPC, in both databases, against the ledger."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import redis

from spotter.alerting.values import Ending
from spotter.api.catalog.v1 import alert_service_pb2 as pb
from spotter.catalog_client.errors import RefusedError, UnknownError
from spotter.movement.values import Outcome, Verdict
from spotter.wire.catalog.people.classes import ClassPlan, GymClass
from spotter.wire.catalog.people.members import Member
from spotter.wire.catalog.records.ledger import RepFilter
from support.records.alerts_catalog import (
    ENDS,
    FAULTY,
    GOOD,
    MINUTE_US,
    OPENS,
    SECOND_US,
    START_US,
    AlertsInTest,
    all_open,
    answering,
)
from support.records.ledger_in_test import LedgerInTest
from support.records.people_catalog import ALL, PeopleCatalog, people_catalog

NOW = datetime.fromtimestamp(START_US // SECOND_US, UTC)
BEGUN = NOW.replace(second=0) - timedelta(minutes=10)


@dataclass
class Training:
    """Anna, Ben and Cleo, of whom the first two belong to a class that began ten minutes ago."""

    catalog: PeopleCatalog
    alerts: AlertsInTest
    ledger: LedgerInTest
    members: dict[str, Member] = field(init=False)
    gym_class: GymClass = field(init=False)

    def __post_init__(self) -> None:
        self.members = {
            name: self.catalog.members.add(name, ALL) for name in ("Anna", "Ben", "Cleo")
        }
        ids = tuple(self.members[name].member_id for name in ("Anna", "Ben"))
        plan = ClassPlan(
            "Morning",
            BEGUN.date(),
            is_weekly=False,
            starts_at=BEGUN.time(),
            minutes=60,
            member_ids=ids,
            trainers=("Ida", "Kofi"),
        )
        self.gym_class = self.catalog.classes.create(plan)

    def begins(self, name: str, station_id: str, *, in_class: bool = False) -> str:
        """Begin a session now."""
        self.catalog.clock.now_us = self.alerts.now_us
        class_id = self.gym_class.class_id if in_class else ""
        begun, _ = self.catalog.sessions.begin(
            station_id, self.members[name].member_id, class_id=class_id
        )
        return begun.session_id

    def does(self, session_id: str, station_id: str, *verdicts: Verdict) -> None:
        """Do reps with these verdicts, three seconds apart."""
        self.alerts.step(1)
        self.alerts.set_of(*verdicts, station_id=station_id, session_id=session_id)
        self.ledger.catch_up()

    def outcomes(self, name: str) -> list[int]:
        """How many good and faulty reps of a member the ledger has."""
        wanted = RepFilter(self.members[name].member_id)
        found = [one.judged.verdict.outcome for one in self.ledger.entries(wanted)]
        return [found.count(Outcome.GOOD), found.count(Outcome.FAULTY)]


@pytest.fixture
def training(database_url: str, redis_client: redis.Redis) -> Iterator[Training]:
    with people_catalog(database_url, redis_client) as catalog:
        alerts = AlertsInTest(catalog.database, redis_client)
        yield Training(catalog, alerts, LedgerInTest(redis_client, catalog.database))


def test_who_did_what_is_what_the_ledger_has(training: Training) -> None:
    anna = training.begins("Anna", "rack-1", in_class=True)
    training.does(anna, "rack-1", GOOD, FAULTY, FAULTY, GOOD)
    ben = training.begins("Ben", "rack-2")
    training.does(ben, "rack-2", GOOD, GOOD)
    cleo = training.begins("Cleo", "rack-3")
    training.does(cleo, "rack-3", FAULTY, FAULTY)
    found = training.catalog.classes.review(training.gym_class.class_id)
    assert [one.name for one in found.members] == ["Anna", "Ben"]
    for one in found.members:
        assert [one.good, one.faulty] == training.outcomes(one.name)
    assert [one.late_us >= 10 * MINUTE_US for one in found.members] == [True, True]
    assert found.is_going_on
    assert found.begun_us == round(BEGUN.timestamp()) * SECOND_US


def test_alerts_are_those_of_the_class_with_how_fast_they_were_answered(
    training: Training,
) -> None:
    anna = training.begins("Anna", "rack-1", in_class=True)
    training.does(anna, "rack-1", *OPENS)
    cleo = training.begins("Cleo", "rack-3")
    training.does(cleo, "rack-3", *OPENS)
    with answering(training.alerts) as stub:
        (of_anna,) = [one for one in all_open(stub) if one.station_id == "rack-1"]
        stub.TakeAlerts(pb.TakeAlertsRequest(alert_ids=[of_anna.alert_id], author="ida"))
    training.does(anna, "rack-1", *ENDS)
    training.catalog.clock.now_us = training.alerts.now_us
    found = training.catalog.classes.review(training.gym_class.class_id)
    (alert,) = found.alerts
    assert (alert.alert_id, alert.ending) == (of_anna.alert_id, Ending.FIXED)
    alerting = found.alerting
    assert (alerting.opened, alerting.acted_on, alerting.answered) == (1, 1, 1)
    assert alert.taking
    assert alerting.median_answer_us == alert.taking.at_us - alert.opened_us
    assert (alerting.trainers, alerting.lasted_us // MINUTE_US) == (2, 10)
    assert [(one.alerts, one.answered_alerts) for one in found.members] == [(1, 1), (0, 0)]


def test_a_class_to_which_nobody_came_says_who_was_not_there(training: Training) -> None:
    found = training.catalog.classes.review(training.gym_class.class_id)
    assert [(one.name, one.came_us, one.reps) for one in found.members] == [
        ("Anna", 0, 0),
        ("Ben", 0, 0),
    ]
    assert (found.alerts, found.alerting.opened) == ((), 0)


def test_a_day_on_which_it_is_not_planned_has_the_sessions_that_were_begun_in_it(
    training: Training,
) -> None:
    training.alerts.now_us += 24 * 60 * MINUTE_US
    anna = training.begins("Anna", "rack-1", in_class=True)
    training.does(anna, "rack-1", GOOD)
    ben = training.begins("Ben", "rack-2")
    training.does(ben, "rack-2", GOOD)
    day = training.gym_class.plan.first_day + timedelta(days=1)
    found = training.catalog.classes.review(training.gym_class.class_id, day)
    assert (found.begun_us, found.is_going_on) == (0, False)
    assert [(one.name, one.reps) for one in found.members] == [("Anna", 1), ("Ben", 0)]


def test_who_is_erased_is_not_told_of(training: Training) -> None:
    training.begins("Anna", "rack-1", in_class=True)
    training.catalog.members.erase(training.members["Anna"].member_id)
    found = training.catalog.classes.review(training.gym_class.class_id)
    assert [one.name for one in found.members] == ["Ben"]


def test_what_is_no_class_and_no_day_is_refused(training: Training) -> None:
    with pytest.raises(UnknownError):
        training.catalog.classes.review(str(uuid4()))
    with pytest.raises(RefusedError):
        training.catalog.classes.review("evening")
