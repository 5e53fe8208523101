"""Replaying the ledger by two scorers, beside scoring the same reps with nothing around it."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID, uuid4

import redis

from bench.instruments.figures import Figure, Findings, Say
from bench.instruments.processes import cpu_s
from bench.judging.backtest import prepared
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.database.tables import MemberRow, SessionRow
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.exercises.library import ExerciseLibrary
from spotter.catalog_client.records.ledger import LedgerClient
from spotter.movement.scoring import Scorer
from spotter.movement.scoring.version import method_version
from spotter.movement.scoring.visit import Visit
from spotter.movement.values import PoseSeries, Rep
from spotter.replaying.following import followed
from spotter.replaying.run import ReplayRun
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire import names
from spotter.wire.baselines import baseline_bytes
from spotter.wire.catalog.records.ledger import RepFilter
from spotter.wire.references import exercise_bytes, reference_digest
from spotter.wire.replays import Replay, ReplayedReps
from spotter.wire.reps import rep_bytes, rep_from_bytes
from spotter.wire.verdicts import rep_verdict, verdict_bytes
from support.processes.service_process import service_process
from support.servers.redis_server import redis_server
from support.waiting import until

_DAY_REPS = 20_000
_VISIT_REPS, _SET_REPS = 60, 10
_SCORERS = 2
_START_US = 1_700_000_000_000_000
_REP_US, _VISIT_US = 4_000_000, 600_000_000
_PATIENCE_S = 600.0


@dataclass(frozen=True, slots=True)
class _Ledger:
    client: redis.Redis
    url: str
    address: str
    catalog: LedgerClient
    pid: int


def measure_replay(reps: int, folder: Path, say: Say) -> Findings:
    """Replay ``reps`` reps of 90 poses by five references, in sessions of 60."""
    scorer, exercise, attempts = prepared()
    data = exercise_bytes(exercise)
    with _ledger(folder) as ledger:
        ExerciseLibrary(_channel(ledger)).store(data, "the bench's")
        visits = _visits(folder, reference_digest(data), attempts, reps)
        say("replay: scores directly, and fills the ledger")
        times = [_judged(ledger.client, scorer, visit) for visit in visits]
        direct_s, direct_cpu_s = map(sum, zip(*times, strict=True))
        until(lambda: _count(ledger) == reps, what="all reps in the ledger", limit_s=_PATIENCE_S)
        found, lasted_s, spent_s = _replayed(ledger, say)
    rates = reps / direct_s, reps / lasted_s
    figures = [
        Figure("scored directly, one process", rates[0], "reps/s"),
        Figure(f"replayed, {_SCORERS} scorers", rates[1], "reps/s", note=f"{found.same} the same"),
        Figure(
            f"a day of {_DAY_REPS} reps replayed",
            _DAY_REPS / rates[1],
            "s",
            aim="< 120 on 2 cores",
            note="measured whole" if reps == _DAY_REPS else f"extrapolated from {reps}",
        ),
        *(
            Figure(f"processor time of a rep: {name}", 1000 * seconds / reps, "ms")
            for name, seconds in {"scored directly": direct_cpu_s, **spent_s}.items()
        ),
    ]
    return Findings("replay", figures, {"same": found.same, "changes": len(found.changes)})


@contextmanager
def _ledger(folder: Path) -> Iterator[_Ledger]:
    database_url = f"sqlite:///{folder}/catalog.sqlite3"
    database = Database(database_url)
    upgrade(database)
    database.close()
    with redis_server() as url, redis.Redis.from_url(url) as client:
        settings = {"redis_url": url, "database_url": database_url, "status_port": 0}
        with service_process("catalog", **settings) as catalog:
            address = f"127.0.0.1:{catalog.line('ready')['port']}"
            with CatalogChannel(address, GrpcSecurity()) as channel:
                yield _Ledger(client, url, address, LedgerClient(channel), catalog.process.pid)


def _channel(ledger: _Ledger) -> CatalogChannel:
    return CatalogChannel(ledger.address, GrpcSecurity())


def _visits(
    folder: Path, digest: str, attempts: Sequence[PoseSeries], reps: int
) -> list[list[Rep]]:
    sessions = _sessions(folder, -(-reps // _VISIT_REPS))
    visits: list[list[Rep]] = [[] for _ in sessions]
    for number in range(reps):
        visit, place = divmod(number, _VISIT_REPS)
        began_us = _START_US + visit * _VISIT_US
        set_number, rep_number = divmod(place, _SET_REPS)
        poses = attempts[number % len(attempts)]
        offset_us = began_us + place * _REP_US - int(poses.captured_us[0])
        rep = Rep(
            station_id=f"rack-{visit % 40}",
            track_id=visit + 1,
            exercise="squat",
            reference_digest=digest,
            set_number=set_number + 1,
            rep_number=rep_number + 1,
            set_started_us=began_us + set_number * _SET_REPS * _REP_US,
            trace_id="0" * 32,
            poses=replace(poses, captured_us=poses.captured_us + offset_us),
            session_id=sessions[visit],
        )
        visits[visit].append(rep)
    return visits


def _sessions(folder: Path, count: int) -> list[str]:
    """Sessions of members who agreed to what is kept."""
    ids = [uuid4() for _ in range(count)]
    database = Database(f"sqlite:///{folder}/catalog.sqlite3")
    with database.writing() as session:
        for one in ids:
            member = MemberRow(id=uuid4(), name="Anna", folded="anna", consented_us=1, joined_us=1)
            member.keeps_reps = member.keeps_poses = True
            session.add(member)
            session.flush()
            session.add(_session(one, member.no))
    database.close()
    return list(map(str, ids))


def _session(session_id: UUID, member_no: int) -> SessionRow:
    return SessionRow(
        id=session_id,
        member_no=member_no,
        station_id="rack-1",
        begun_us=1,
        ended_us=2,
        begun_by="local",
    )


def _judged(client: redis.Redis, scorer: Scorer, visit: Sequence[Rep]) -> tuple[float, float]:
    """Judge a visit, and leave in Redis what live judging leaves.

    Returns how many seconds the judging took, and of the processor.
    """
    stored = [rep_from_bytes(rep_bytes(rep)) for rep in visit]
    judging = Visit(scorer)
    began_s, began_cpu_s = time.perf_counter(), time.process_time()
    said = [judging.score(rep.rep_id, rep.poses, rep.set_number) for rep in stored]
    lasted_s = time.perf_counter() - began_s, time.process_time() - began_cpu_s
    version = method_version("spotter")
    pipeline = client.pipeline()
    if judging.baseline:
        key = names.baseline_key(visit[0].visit_id, visit[0].reference_digest)
        pipeline.set(key, baseline_bytes(judging.baseline))
    for rep, verdict in zip(stored, said, strict=True):
        pipeline.set(names.rep_key(rep.rep_id), rep_bytes(rep))
        judged = verdict_bytes(rep_verdict(rep, verdict, method_version=version))
        pipeline.xadd(names.VERDICTS, {names.VERDICT_FIELD: judged})
    pipeline.execute()
    return lasted_s


def _count(ledger: _Ledger) -> int:
    return sum(one.reps for one in ledger.catalog.visits(RepFilter()))


def _replayed(ledger: _Ledger, say: Say) -> tuple[ReplayedReps, float, dict[str, float]]:
    """What came of replaying everything, how many seconds it took, and of which processes."""
    settings = {"redis_url": ledger.url, "catalog_address": ledger.address, "status_port": 0}
    pids = {"the catalog": ledger.pid}
    with ExitStack() as running:
        for number in range(_SCORERS):
            scorer = running.enter_context(service_process("scorer", **settings))
            scorer.line("ready")
            pids[f"scorer {number + 1}"] = scorer.process.pid
        say("replay: replays")
        run = ReplayRun(ledger.client, "bench")
        run.begin(Replay(RepFilter()))
        began_s, before = time.perf_counter(), cpu_s(pids)
        news = followed(run, ledger.catalog.visits(RepFilter()))
        found = sum(filter(None, news), ReplayedReps())
        lasted_s, after = time.perf_counter() - began_s, cpu_s(pids)
        return found, lasted_s, {name: after[name] - before[name] for name in pids}
