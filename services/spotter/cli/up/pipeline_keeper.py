"""Says where the pipeline stalls or lacks something; starts a stage anew that is idle all over."""

import threading
import time
from collections.abc import Callable
from itertools import chain

from spotter.cli.up.pipeline_feed import PipelineFeed, StallLines
from spotter.cli.up.shortfall_lines import ShortfallLines
from spotter.local_stack.pipeline import PROCESSES_OF
from spotter.local_stack.processes.fleet import Fleet
from spotter.local_stack.watchdog.idle_stages import IdleStages


class PipelineKeeper:
    """Watches what the notifier at ``page_url`` says of the pipeline, until ``stopping``.

    ``tell`` shows the user a line; the processes are those of ``fleet``.
    """

    def __init__(
        self, page_url: str, fleet: Fleet, tell: Callable[[str], None], stopping: threading.Event
    ) -> None:
        self._feed = PipelineFeed(page_url, stopping)
        self._fleet = fleet
        self._tell = tell
        self._lines = (StallLines(), ShortfallLines())
        self._idle = IdleStages(time.monotonic())

    def turn(self) -> None:
        """Look at the last answer; does not wait."""
        status = self._feed.latest()
        if status:
            for line in chain.from_iterable(lines.new(status) for lines in self._lines):
                self._tell(line)
        # Where nothing is stored, nothing can be delivered, and a restart does not help.
        idle = status["idle"] if status and not status["storage"]["problem"] else ()
        for stage in self._idle.turn(idle, time.monotonic()):
            self._fleet.restart(PROCESSES_OF[stage], f"delivers no {stage} at any station")
