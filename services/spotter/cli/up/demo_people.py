"""Gives the demo gym its members, with their past, workouts, class and open sessions."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from zoneinfo import ZoneInfo

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.errors import ConflictError
from spotter.catalog_client.exercises.library import ExerciseLibrary
from spotter.catalog_client.people.classes import Classes
from spotter.catalog_client.people.members import Members
from spotter.catalog_client.people.sessions import Sessions
from spotter.catalog_client.records.ledger import LedgerClient
from spotter.catalog_client.training.workouts import WantedWorkouts, Workouts
from spotter.cli.exercise.taking_over import DEMO_AUTHOR
from spotter.demo.class_today import CLASS_NAME, class_from, moved_to
from spotter.demo.past import DemoMember, demo_members, names_of
from spotter.demo.past_reps import JudgingJob, NotedSession
from spotter.demo.plan import DemoStation
from spotter.demo.workouts import DAY, WEEK, done_yesterday, week_of_workouts
from spotter.wire.catalog.people.members import Consent, Member
from spotter.wire.catalog.records.ledger import RepFilter
from spotter.wire.catalog.training.workouts import Placement

_ALL = Consent(keeps_reps=True, keeps_poses=True)
People = Sequence[tuple[Member, DemoMember]]


class DemoPeople:
    """The members whom the demo made, in its own catalog; what is there is not made again.

    ``now`` is the time in a zone. All methods raise :class:`CatalogAwayError` and
    :class:`RefusedError`.
    """

    def __init__(
        self,
        channel: CatalogChannel,
        stations: Sequence[DemoStation],
        now: Callable[[ZoneInfo], datetime] = datetime.now,
    ) -> None:
        self._members = Members(channel, DEMO_AUTHOR)
        self._sessions = Sessions(channel, DEMO_AUTHOR)
        self._workouts = Workouts(channel, DEMO_AUTHOR)
        self._exercises = ExerciseLibrary(channel, DEMO_AUTHOR)
        self._ledger = LedgerClient(channel)
        self._classes = Classes(channel, DEMO_AUTHOR)
        self._stations = stations
        self._now = now

    def here(self) -> People:
        """The demo's members who are still here; if the catalog has no members, they come now.

        The past of them all ends on the day on which the first of them came.
        """
        names = names_of(self._stations)
        known = list(self._members.listed(with_left=True))
        found = {
            one.name: one
            for one in known or [self._members.add(name, _ALL) for name in names]
            if one.name in names and one.left_us is None and one.consent.keeps_reps
        }
        if not found:
            return []
        zone = self._workouts.time_zone()
        first_us = min(one.joined_us for one in found.values())
        first_day = datetime.fromtimestamp(first_us / 1e6, zone).date()
        planned = demo_members(self._stations, first_day, zone)
        return [(found[one.name], one) for one in planned if one.name in found]

    def missing_past(self, people: People) -> list[JudgingJob]:
        """The jobs that make what the ledger has not of the past of ``people``."""
        missing = defaultdict(list)
        for one in self._noted(people):
            if not self._ledger.page(RepFilter(session_id=one.session_id), size=1)[0]:
                missing[one.past.exercise].append(one)
        return [
            JudgingJob(self._exercises.named(exercise).data, tuple(sessions))
            for exercise, sessions in missing.items()
        ]

    def plan_week(self, people: People) -> None:
        """Plan workouts for those who have none from today on, and note what was done yesterday."""
        today = self._workouts.today()
        for member, one in people:
            if not self._has_plan(member, today):
                self._note_yesterday(member, one, today - DAY)
                for day, workout in week_of_workouts(one.station, self._stations, today):
                    self._workouts.store(workout, Placement(member.member_id, day))

    def begin_class(self, people: People) -> str:
        """Let their class begin now; returns its id, empty if somebody has archived it."""
        now = self._now(self._workouts.time_zone())
        listed = self._classes.listed(with_archived=True)
        known = next((one for one in listed if one.plan.name == CLASS_NAME), None)
        if known is None:
            member_ids = [member.member_id for member, _ in people]
            return self._classes.create(class_from(now, member_ids, self._stations)).class_id
        if known.archived_us is not None:
            return ""
        return self._classes.change(known.class_id, moved_to(now, known.plan)).class_id

    def begin_sessions(self, people: People, class_id: str) -> None:
        """Begin their sessions in the class, where nobody else has begun one."""
        for member, one in people:
            with suppress(ConflictError):
                self._sessions.begin(one.station.station_id, member.member_id, class_id=class_id)

    def _note_yesterday(self, member: Member, one: DemoMember, day: date) -> None:
        """Plan and note a workout, of which the catalog makes proposals."""
        planned, done = done_yesterday(one.station, self._stations)
        self._workouts.store(planned, Placement(member.member_id, day))
        self._workouts.store(done, Placement(member.member_id, day, is_performed=True))

    def _noted(self, people: People) -> Iterator[NotedSession]:
        for member, one in people:
            for past in one.past:
                with suppress(ConflictError):  # it was another gym then: another number of cores
                    noted = self._sessions.note(
                        past.station_id,
                        member.member_id,
                        begun_us=past.begun_us,
                        ended_us=past.ended_us,
                    )
                    yield NotedSession(noted.session_id, member.member_id, past)

    def _has_plan(self, member: Member, today: date) -> bool:
        wanted = WantedWorkouts(member_id=member.member_id, first_day=today, last_day=today + WEEK)
        return next(self._workouts.listed(wanted, 1), None) is not None


Run = Callable[[Sequence[JudgingJob]], bool]


def settle(demo: DemoPeople, run: Run) -> bool:
    """See to it that the demo's members are there; False if ``run`` was stopped."""
    people = demo.here()
    jobs = demo.missing_past(people)
    if jobs and not run(jobs):
        return False
    demo.plan_week(people)
    if people:
        demo.begin_sessions(people, demo.begin_class(people))
    return True
