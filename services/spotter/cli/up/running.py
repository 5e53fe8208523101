"""One run of Spotter, from its first process to its orderly stop."""

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

import redis

from spotter.catalog_client.records.ledger import LedgerClient
from spotter.cli.errors import StartError
from spotter.cli.running_gym.catalog import channel_to
from spotter.cli.terminal.environment import chosen_estimator
from spotter.cli.terminal.progress import status_of
from spotter.cli.up.demo_people import DemoPeople, settle
from spotter.cli.up.demo_way_in import DemoWayIn
from spotter.cli.up.event_feed import EventFeed
from spotter.cli.up.exercise_supply import ExerciseSupply, run_with_progress
from spotter.cli.up.first_owner import invited_owner
from spotter.cli.up.past_feed import PastFeed, train_with_progress
from spotter.cli.up.pipeline_keeper import PipelineKeeper
from spotter.cli.up.preparation import Options, Prepared, prepare
from spotter.cli.up.verdict_lines import state_line, verdict_json, verdict_line
from spotter.demo.loose_cable import LooseCable
from spotter.demo.plan import DemoStation
from spotter.estimators.registry import check_files
from spotter.local_stack.catalog import CatalogAddress, catalog_service, write_catalog_address
from spotter.local_stack.cores import cores
from spotter.local_stack.data_folder import DataFolder
from spotter.local_stack.embedded_redis import DURABLE_LIMIT, client_without_retries
from spotter.local_stack.pipeline import (
    SERVICE_MODULES,
    Page,
    RedisServers,
    environment_for,
    redis_servers,
    services,
    shared_token,
)
from spotter.local_stack.processes.fleet import Fleet
from spotter.local_stack.processes.lost_lines import LostLines, write_line
from spotter.local_stack.processes.process_logs import ProcessLog
from spotter.local_stack.processes.standby import Standby
from spotter.local_stack.running_gym import Attendant, RunningGym
from spotter.recordings.estimator_loading import model_cache
from spotter.runtime.redis.membership import server_time_s
from spotter.runtime.redis.outage import kind_of
from spotter.wire.names import FRAMES_IN, GONE_STATIONS, RESTARTS, STATION_STATES, STATIONS
from spotter.wire.stations import StationState
from spotter.wire.verdicts import RepVerdict

_READY_S = 90.0
_POLL_S = 0.2
_SERVICES_STOP_S = 6.0
_SERVERS_STOP_S = 2.0


@dataclass(frozen=True, slots=True)
class Output:
    """What the user sees: verdicts as JSON, in words or not at all, and the logs or not."""

    as_json: bool
    logs: bool
    verdicts: bool = True

    def show(self, event: RepVerdict | StationState, station_name: str) -> None:
        """Print a verdict on standard output, anything else on standard error."""
        if isinstance(event, RepVerdict):
            if not self.verdicts:
                return
            line = verdict_json if self.as_json else verdict_line
            write_line(sys.stdout, line(event, station_name))
        elif said := state_line(event, station_name):
            tell(said)


def tell(line: str) -> None:
    """Print a line that is not a verdict."""
    write_line(sys.stderr, line)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of Spotter, until ``stopping`` is set; the caller holds the ``data`` folder.

    ``choose_page`` chooses the page's address; it is asked early, to fail early, and again when the
    page starts, as another program may have taken the port meanwhile. ``environment`` may name
    Redis servers and a database of the user. ``attend`` is told of the running gym.
    """

    data: DataFolder
    choose_page: Callable[[], Page]
    output: Output
    stopping: threading.Event
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    attend: Callable[[RunningGym], Attendant] = lambda _gym: lambda: None
    lost_lines: LostLines = field(default_factory=lambda: LostLines(tell))

    def execute(self, options: Options) -> None:
        """Prepare the gym that ``options`` ask for, run it until ``stopping``, and stop it.

        Raises :class:`InputError`, :class:`StartError`, DemoError, LocalStackError, EstimatorError
        and :class:`OSError`.
        """
        estimator = chosen_estimator(os.environ)
        check_files(estimator, model_cache())  # fail here rather than in a service's log
        self.choose_page()
        shutil.rmtree(self.data.run, ignore_errors=True)
        self.data.run.mkdir(mode=0o700)
        try:
            prepared = prepare(options, self.data, cores())
            for warning in prepared.warnings:
                tell(warning)
            with (
                self._fleet(_SERVERS_STOP_S) as servers,
                self._fleet(_SERVICES_STOP_S) as fleet,
            ):
                self._run(prepared, estimator, servers, fleet)
                tell("Stopping")
        finally:
            shutil.rmtree(self.data.run, ignore_errors=True)

    def _run(self, prepared: Prepared, estimator: str, servers: Fleet, fleet: Fleet) -> None:
        """Run the services in ``fleet`` on the Redis ``servers``, which stop last."""
        addresses = redis_servers(self.data, self.environment)
        for server in addresses.embedded:
            servers.add(server.name, server.command)
        if not self._await_ready(servers):
            return
        since_ms = _make_ready(addresses)
        gym = prepared.gym
        environment = {
            **environment_for(addresses, pretty_logs=self.output.logs, secrets=gym.secrets),
            "SPOTTER_CACHE_DIR": str(self.data.cache),
        }
        catalog = CatalogAddress.on_free_port(shared_token(os.environ), is_demo=bool(prepared.demo))
        keeper = catalog_service(self.data, catalog, self.environment)
        fleet.add(keeper.name, keeper.command(environment))
        if not self._await_ready(fleet) or not self._provide(prepared, estimator, catalog):
            return
        if prepared.demo and not self._settle(prepared.demo, catalog, addresses.url):
            return
        page = self.choose_page()
        for cable in prepared.loose_cables:
            cable.turn(0.0)
        waiting, ingest = services(gym, page, cores(), catalog=catalog, since_ms=since_ms)
        for batch in (waiting, [ingest]):
            for service in batch:
                fleet.add(service.name, service.command(environment))
            if not self._await_ready(fleet):
                return
        fleet.keep_warm(Standby(SERVICE_MODULES, environment, time.monotonic))
        write_catalog_address(self.data, catalog)
        self.data.write_page_address(page.url)
        tell(f"The gym is at {page.url} (Ctrl-C stops everything)")
        if page.is_open:
            tell("It is open: whoever uses this machine acts as its owner, without signing in")
        else:
            self._invite_owner(catalog, page)
        running = RunningGym(servers, fleet, addresses.url)
        pipeline = PipelineKeeper(page.url, fleet, tell, self.stopping)
        self._follow(running, pipeline, EventFeed(addresses.url, since_ms), prepared.loose_cables)

    def _provide(self, prepared: Prepared, estimator: str, catalog: CatalogAddress) -> bool:
        """Give the stations their exercises; False if the user stops that."""
        made = self.data.demo / "made"
        with channel_to(catalog) as channel:
            supply = ExerciseSupply(channel, prepared.recordings, made, estimator)
            if said := supply.take_over():
                tell(said)
            provided = supply.provide(
                prepared.gym.exercises,
                prepared.jobs,
                lambda jobs: run_with_progress(jobs, cores(), self.stopping.is_set),
            )
        return provided is not None

    def _settle(
        self, stations: Sequence[DemoStation], catalog: CatalogAddress, redis_url: str
    ) -> bool:
        """Give the demo gym its people; False if the user stops that."""
        try:
            with channel_to(catalog) as channel, client_without_retries(redis_url) as client:
                feed = PastFeed(client, LedgerClient(channel))
                demo = DemoPeople(channel, stations)
                is_settled = settle(
                    demo,
                    lambda jobs: train_with_progress(jobs, feed, cores(), self.stopping.is_set),
                )
                if is_settled and (people := demo.here()):
                    tell(DemoWayIn(channel, self.data.demo_way_in).words(people))
                return is_settled
        except redis.RedisError as error:
            raise StartError(f"{kind_of(error)}: {error}") from error

    def _invite_owner(self, catalog: CatalogAddress, page: Page) -> None:
        with channel_to(catalog) as channel:
            if said := invited_owner(channel, page.url):
                tell(said)

    def _await_ready(self, fleet: Fleet) -> bool:
        """Wait until all processes are ready; False if the user stops the wait."""
        with status_of("Starting") as show_names:
            for names in fleet.await_ready(_READY_S, self.stopping.is_set):
                show_names(names)
        return not self.stopping.is_set()

    def _follow(
        self,
        gym: RunningGym,
        pipeline: PipelineKeeper,
        event_feed: EventFeed,
        loose_cables: Sequence[LooseCable],
    ) -> None:
        """Keep the processes alive and show events until ``stopping`` is set."""
        attend, started_s = self.attend(gym), time.monotonic()
        while not self.stopping.is_set():
            gym.keep_alive()
            for cable in loose_cables:
                cable.turn(time.monotonic() - started_s)
            pipeline.turn()
            attend()
            for item in event_feed.read(_POLL_S):
                self.output.show(item, event_feed.name_of(item.station_id))
            event_feed.tell_restarts(gym.restart_counts())
        event_feed.close()

    def _fleet(self, stop_s: float) -> Fleet:
        return Fleet(self._make_log, tell, stop_s=stop_s)

    def _make_log(self, name: str) -> ProcessLog:
        return ProcessLog(self.data.logs, name, verbose=self.output.logs, lost=self.lost_lines)


def _make_ready(servers: RedisServers) -> int:
    """Clear what an earlier run left in Redis; returns its clock, ms since the Unix epoch."""
    try:
        with client_without_retries(servers.url) as client:
            if servers.embedded:
                client.config_set("maxmemory", 0)  # it may be full, and the scorers make room later
                _retire_stations(client)
                client.config_set("maxmemory", DURABLE_LIMIT)
            seconds, microseconds = client.time()
    except redis.RedisError as error:
        raise StartError(f"{kind_of(error)}: {error}") from error
    return int(seconds) * 1000 + int(microseconds) // 1000


def _retire_stations(client: redis.Redis) -> None:
    """Take an earlier run's gym from the page; segmenters clear stations that do not come back."""
    former = cast("list[bytes]", client.hkeys(STATIONS))
    if former:
        client.zadd(GONE_STATIONS, dict.fromkeys(former, server_time_s(client)))
    client.delete(STATIONS, STATION_STATES, FRAMES_IN, RESTARTS)
