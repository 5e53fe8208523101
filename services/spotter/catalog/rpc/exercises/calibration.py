"""CalibrationService: unpacks what is asked, lets others do it, packs the answer."""

import secrets
from collections.abc import Callable

import grpc
from sqlalchemy.orm import Session

from spotter.api.catalog.v1 import calibration_service_pb2 as pb2
from spotter.api.catalog.v1.calibration_service_pb2_grpc import CalibrationServiceServicer
from spotter.catalog.audit import Signature
from spotter.catalog.calibration.candidate import Candidate, earlier, with_ratio
from spotter.catalog.calibration.gym_reps import gym_scores
from spotter.catalog.calibration.known_reps import seen
from spotter.catalog.calibration.trials import Trials
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import ExerciseRow
from spotter.catalog.errors import CatalogError, ConflictError, UnknownError
from spotter.catalog.exercises import changes, statements
from spotter.catalog.exercises.changes import Reason
from spotter.catalog.exercises.content import Content
from spotter.catalog.ledger.visits import visits
from spotter.catalog.rpc.answers import answers
from spotter.wire.catalog.exercises.calibration import calibration_message, trial_message
from spotter.wire.catalog.exercises.exercises import ExerciseInfo, info_message
from spotter.wire.catalog.records.ledger import RepFilter
from spotter.wire.replays import Replay
from spotter.wire.trials import Trial

Context = grpc.ServicerContext
Announce = Callable[[str], None]
"""Tells other processes that the exercise with that id changed."""

_BETWEEN = "; "


class CalibrationService(CalibrationServiceServicer):
    """Thresholds and trials of others; ``now_us`` is the wall clock's time in microseconds."""

    def __init__(
        self, database: Database, trials: Trials, announce: Announce, now_us: Callable[[], int]
    ) -> None:
        self._database = database
        self._trials = trials
        self._announce = announce
        self._now_us = now_us

    @answers
    def GetCalibration(
        self, request: pb2.GetCalibrationRequest, _context: Context
    ) -> pb2.GetCalibrationResponse:
        """How the live version judges the reps that are known, and what other rates would do."""
        with self._database.reading() as session:
            row = statements.by_id(session, request.exercise_id)
            live, info = _live(session, row), statements.info(session, row.no)
            gym = gym_scores(session, row.no, live.exercise, request.since_us)
        return calibration_message(seen(info, live.exercise, gym))

    @answers
    def BeginTrial(
        self, request: pb2.BeginTrialRequest, _context: Context
    ) -> pb2.BeginTrialResponse:
        """Have the latest reps judged again by a change that is not stored."""
        now_us = self._now_us()
        if not 0 < request.since_us < now_us:
            raise CatalogError(f"expected a time before now; found {request.since_us} us")
        with self._database.reading() as session:
            row = statements.by_id(session, request.exercise_id)
            candidate = _candidate(session, row, request)
            wanted = RepFilter(exercise_id=str(row.id), since_us=request.since_us, until_us=now_us)
            found = list(visits(session, wanted))
        trial = Trial(
            trial_id=secrets.token_hex(8),
            expected_digest=request.expected_digest,
            digest=candidate.digest,
            what=candidate.what,
            false_alarm_ratio=candidate.false_alarm_ratio,
            threshold=candidate.threshold,
            begun_us=now_us,
            author=Signature(request.author, now_us).author,
        )
        self._trials.begin(trial, Replay(wanted, candidate.digest, candidate.unstored), found)
        return pb2.BeginTrialResponse(trial=trial_message(self._trials.seen(wanted.exercise_id)))

    @answers
    def GetTrial(self, request: pb2.GetTrialRequest, _context: Context) -> pb2.GetTrialResponse:
        """How far the exercise's trial is."""
        return pb2.GetTrialResponse(trial=trial_message(self._trials.seen(request.exercise_id)))

    @answers
    def AdoptTrial(
        self, request: pb2.AdoptTrialRequest, _context: Context
    ) -> pb2.AdoptTrialResponse:
        """Make what was tried the live version."""
        found, replay = self._trials.replay(request.exercise_id, request.trial_id)
        why = _BETWEEN.join(filter(None, (found.trial.what, request.reason.strip())))
        reason = Reason(Signature(request.author, self._now_us()), why)
        info = self._adopt(request.exercise_id, found.trial, replay.exercise, reason)
        self._announce(info.exercise_id)
        self._trials.forget(request.exercise_id, request.trial_id)
        return pb2.AdoptTrialResponse(exercise=info_message(info))

    @answers
    def DismissTrial(
        self, request: pb2.DismissTrialRequest, _context: Context
    ) -> pb2.DismissTrialResponse:
        """Forget a trial."""
        self._trials.replay(request.exercise_id, request.trial_id)
        self._trials.forget(request.exercise_id, request.trial_id)
        return pb2.DismissTrialResponse()

    def _adopt(
        self, exercise_id: str, trial: Trial, unstored: bytes, reason: Reason
    ) -> ExerciseInfo:
        with self._database.writing() as session:
            row = statements.by_id(session, exercise_id)
            expected = trial.expected_digest
            if unstored:
                changes.replace(session, row, Content.of(unstored), expected, reason)
            else:
                changes.go_back(session, row, trial.digest, expected, reason)
            session.flush()
            return statements.info(session, row.no)


def _candidate(session: Session, row: ExerciseRow, request: pb2.BeginTrialRequest) -> Candidate:
    live = _live(session, row)
    if row.archived_us is not None:
        raise ConflictError(f"{row.name} is archived; take it back into use first")
    if live.digest != request.expected_digest:
        raise ConflictError(f"somebody else changed {row.name} meanwhile: look at it again")
    if request.WhichOneof("change") == "false_alarm_ratio":
        return with_ratio(live.exercise, request.false_alarm_ratio)
    found = statements.version(session, row.no, request.digest)
    if found is None or not found.data:
        raise UnknownError(f"{row.name} has no version {request.digest[:12]}")
    if found.digest == live.digest:
        raise CatalogError(f"version {found.digest[:12]} is live: there is nothing to try")
    return earlier(Content.of(found.data))


def _live(session: Session, row: ExerciseRow) -> Content:
    data = statements.live(session, row.no).data
    if not data:
        raise UnknownError(f"{row.name} has no recordings here")
    return Content.of(data)
