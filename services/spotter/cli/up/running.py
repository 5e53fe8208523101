"""A running Spotter, from its first process to its orderly end."""

import os
import shutil
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass

import redis

from spotter.cli.environment import chosen_estimator
from spotter.cli.errors import StartError
from spotter.cli.publishing import publish
from spotter.cli.terminal import waiting_for
from spotter.cli.up.event_feed import EventFeed
from spotter.cli.up.preparation import Options, Prepared, prepare
from spotter.cli.up.verdict_lines import state_line, verdict_json, verdict_line
from spotter.estimators.registry import check_files
from spotter.local_stack.cores import cores
from spotter.local_stack.data_folder import DataFolder
from spotter.local_stack.embedded_redis import impatient_client
from spotter.local_stack.fleet import Fleet
from spotter.local_stack.pipeline import (
    Page,
    RedisServers,
    environment_for,
    redis_servers,
    services,
)
from spotter.local_stack.process_logs import ProcessLog
from spotter.recordings.estimator_loading import model_cache
from spotter.wire.names import STATION_STATES, STATIONS
from spotter.wire.stations import StationState
from spotter.wire.verdicts import RepVerdict

_READY_S = 90.0
_POLL_S = 0.2
_SERVICES_STOP_S = 6.0
_SERVERS_STOP_S = 2.0


@dataclass(frozen=True, slots=True)
class Output:
    """What is shown: verdicts as JSON or in words, and the logs of the processes or not."""

    as_json: bool
    logs: bool

    def show(self, event_feed: RepVerdict | StationState, station_name: str) -> None:
        """Verdicts go to standard output, all else to standard error."""
        if isinstance(event_feed, RepVerdict):
            line = verdict_json if self.as_json else verdict_line
            print(line(event_feed, station_name), flush=True)
        elif said := state_line(event_feed, station_name):
            tell(said)


def tell(line: str) -> None:
    """Say something that is no verdict."""
    print(line, file=sys.stderr, flush=True)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of Spotter, until ``stopping`` is set; the caller holds the ``data`` folder."""

    data: DataFolder
    page: Page
    output: Output
    stopping: threading.Event

    def carry_out(self, options: Options) -> None:
        """Prepare the gym that the user ``options``, run it, and stop.

        Raises :class:`InputError`, :class:`StartError`,
        EstimatorError and :class:`OSError`.
        """
        estimator = chosen_estimator(os.environ)
        check_files(estimator, model_cache())  # better now than in the log of a service
        shutil.rmtree(self.data.run, ignore_errors=True)
        self.data.run.mkdir(mode=0o700)
        try:
            prepared = prepare(options, self.data, estimator, cores(), self.stopping.is_set)
            if prepared:
                for warning in prepared.warnings:
                    tell(warning)
                with (
                    self._fleet(_SERVERS_STOP_S) as servers,
                    self._fleet(_SERVICES_STOP_S) as fleet,
                ):
                    self._run(prepared, servers, fleet)
                    tell("Stopping")
        finally:
            shutil.rmtree(self.data.run, ignore_errors=True)

    def _run(self, prepared: Prepared, servers: Fleet, fleet: Fleet) -> None:
        """Run the services in ``fleet``, on the Redis ``servers``, which stop after them."""
        addresses = redis_servers(self.data, os.environ)
        for server in addresses.embedded:
            servers.add(server.name, server.command)
        if not self._all_ready(servers):
            return
        since_ms = _publish(addresses, prepared)
        gym = prepared.gym
        environment = environment_for(addresses, pretty_logs=self.output.logs, secrets=gym.secrets)
        waiting, ingest = services(gym, self.page, cores(), since_ms=since_ms)
        for batch in (waiting, [ingest]):
            for service in batch:
                fleet.add(service.name, service.command(environment))
            if not self._all_ready(fleet):
                return
        self.data.note_page(self.page.url)
        tell(f"The gym is at {self.page.url} (Ctrl-C stops everything)")
        self._follow((servers, fleet), EventFeed(addresses.url, since_ms))

    def _all_ready(self, fleet: Fleet) -> bool:
        """Wait until all processes are; False when the user does not want to wait any longer."""
        with waiting_for("Starting") as tell_who:
            for names in fleet.await_ready(_READY_S, self.stopping.is_set):
                tell_who(names)
        return not self.stopping.is_set()

    def _follow(self, fleets: Iterable[Fleet], event_feed: EventFeed) -> None:
        """Keep the processes alive and show what happens, until the user has seen enough."""
        while not self.stopping.is_set():
            for fleet in fleets:
                fleet.tend()
            for item in event_feed.read(_POLL_S):
                self.output.show(item, event_feed.name_of(item.station_id))
        event_feed.close()

    def _fleet(self, stop_s: float) -> Fleet:
        return Fleet(self._make_log, tell, stop_s=stop_s)

    def _make_log(self, name: str) -> ProcessLog:
        return ProcessLog(self.data.logs, name, verbose=self.output.logs)


def _publish(servers: RedisServers, prepared: Prepared) -> int:
    """Put the references into Redis; returns its clock, milliseconds since the Unix epoch."""
    try:
        with impatient_client(servers.url) as client:
            if servers.embedded:  # an earlier run's; nobody else is there
                client.delete(STATIONS, STATION_STATES)
            publish(client, prepared.references)
            seconds, microseconds = client.time()
    except redis.RedisError as error:
        raise StartError(f"Redis does not answer: {error}") from error
    return int(seconds) * 1000 + int(microseconds) // 1000
