"""What a verdict costs the engine of alerts, alone and in the catalog, by how many stations."""

import itertools
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from prometheus_client import CollectorRegistry

from bench.instruments.figures import Figure, Findings, Say
from bench.instruments.stopwatch import Spent
from spotter.alerting.engine import Engine
from spotter.alerting.events import RepJudged
from spotter.alerting.memory import Memory
from spotter.alerting.rules import Rules
from spotter.alerting.values import Whose
from spotter.catalog.alerts.deciding.engine_host import EngineHost
from spotter.catalog.alerts.deciding.tally import Tally
from spotter.catalog.alerts.deciding.turns import Happened
from spotter.catalog.alerts.kept.reading import changes_after
from spotter.catalog.alerts.metrics import AlertMetrics
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from support.records.alerts_catalog import START_US
from support.records.ledger_in_test import FAULTY, GOOD

_STATIONS = (10, 60, 1000)
_REP_US = 3_000_000
_FAULTY_STATION = 10
"""At every tenth station somebody has a fault that persists."""
_BATCH = 200
_VERDICTS = 1000
_ALONE = 100
_CHANGES = 50
_TIMES = 9


def measure_alert_engine(folder: Path, say: Say) -> Findings:
    """The figures for each number of stations."""
    figures = list[Figure]()
    for stations in _STATIONS:
        say(f"alerts: {stations} stations")
        figures += [_engine_alone(stations), *_in_catalog(stations, folder)]
    return Findings("alerts", figures)


def verdicts(stations: int) -> Iterator[Happened]:
    """A rep at each station every three seconds, one station after the other, without end."""
    for number in itertools.count():
        station = number % stations
        at_us = START_US + number * _REP_US // stations
        verdict = GOOD if station % _FAULTY_STATION else FAULTY
        whose = Whose(f"rack-{station}", f"visit-{station}")
        rep_id = f"rack-{station}_1_{at_us}"
        yield Happened(RepJudged.of(rep_id, whose, "squat", 1, verdict), at_us)


def _engine_alone(stations: int) -> Figure:
    engine, coming = Engine(Rules(), Memory()), verdicts(stations)

    def take(count: int) -> None:
        for one in itertools.islice(coming, count):
            engine.take(one.event, one.at_us)

    take(3 * stations)
    samples = [_ms(partial(take, _BATCH)) / _BATCH for _ in range(_TIMES)]
    return Figure.median_of(f"engine alone, {stations} stations", samples, "ms a verdict")


def _in_catalog(stations: int, folder: Path) -> Iterator[Figure]:
    database = Database(f"sqlite:///{folder}/alerts-{stations}.sqlite3")
    upgrade(database)
    catalog = _Catalog(database, verdicts(stations))
    catalog.decide(3 * stations)
    for batch, count in ((_BATCH, _VERDICTS), (1, _ALONE)):
        samples = [_ms(partial(catalog.decide, batch)) / batch for _ in range(count // batch)]
        what = f"in the catalog, {batch} at once, {stations} stations"
        yield Figure.median_of(what, samples, "ms a verdict")
    samples = [_ms(partial(catalog.changes, catalog.one_more())) for _ in range(_CHANGES)]
    yield Figure.median_of(f"what one verdict changed, {stations} stations", samples, "ms")
    samples = [_ms(partial(catalog.changes, 0)) for _ in range(_TIMES)]
    yield Figure.median_of(f"all that is open, {stations} stations", samples, "ms")
    database.close()


class _Catalog:
    """The engine's host at the time of the last verdict that came."""

    def __init__(self, database: Database, coming: Iterator[Happened]) -> None:
        tally = Tally(AlertMetrics(CollectorRegistry()))
        self._database, self._coming, self._now_us = database, coming, START_US
        self._host = EngineHost(database, tally, lambda _no: None, now_us=lambda: self._now_us)

    def decide(self, count: int) -> None:
        """Have that many verdicts decided on in one transaction."""
        happened = list(itertools.islice(self._coming, count))
        self._now_us = happened[-1].at_us
        self._host.decide(happened)

    def one_more(self) -> int:
        """Have another verdict decided on; returns the change before it."""
        before = self.changes(0)
        self.decide(1)
        return before

    def changes(self, after: int) -> int:
        """Ask what has changed; returns the last change."""
        with self._database.reading() as session:
            return changes_after(session, after, 1, self._now_us).change_no


def _ms(work: Callable[[], object]) -> float:
    return 1000 * Spent.on(work).processor_s
