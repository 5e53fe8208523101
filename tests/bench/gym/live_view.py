"""What a verdict costs the notifier, however many stations there are."""

import time
from collections.abc import Callable, Iterator
from functools import partial

from bench.instruments.figures import Figure, Findings, Say
from spotter.notifier.live.live import Boards, Live
from spotter.notifier.live.pages.mailbox import Mailbox
from spotter.notifier.views.models import StationView, VerdictView
from spotter.wire.stations import Station, StationState, Status
from support.gyms.empty_live import empty_boards
from support.hand_clock import HandClock
from support.movements.made_up_verdict import verdict

_STATIONS = (60, 250, 1000, 10_000)
_PAGES = 3
_EARLIER, _VERDICTS, _SNAPSHOTS = 12, 300, 9
_NOW_S = 1_000.0


class _Gym:
    """A gym of live stations, each with some reps, and pages that know everything."""

    def __init__(self, stations: int) -> None:
        self.names = [f"rack-{number}" for number in range(stations)]
        clock = HandClock(_NOW_S)
        self.boards: Boards = empty_boards(clock, kept=2000)
        self.live = Live("here", self.boards, clock)
        self.live.set_stations({one: Station(one, one, "squat", None, 15) for one in self.names})
        since_us = round(1e6 * _NOW_S)
        self.live.set_states(StationState(one, Status.LIVE, since_us) for one in self.names)
        self.live.restore_verdicts(
            verdict(one, rep_number=number)
            for number in range(1, _EARLIER + 1)
            for one in self.names
        )
        self.pages = [self.join() for _ in range(_PAGES)]

    def join(self) -> Mailbox:
        """A page that has got its snapshot."""
        mailbox = self.live.join(lambda: None)
        mailbox.drain()
        return mailbox

    def new_verdicts(self) -> Iterator[VerdictView]:
        """At one station after the other."""
        for number in range(_VERDICTS):
            name = self.names[7 * number % len(self.names)]
            yield verdict(name, rep_number=_EARLIER + 1 + number)

    def tell(self, said: VerdictView) -> int:
        """Take a verdict to every page; returns the length of the messages to one of them."""
        self.live.add_verdict(said)
        lengths = [sum(len(one.json) for one in page.drain()) for page in self.pages]
        return lengths[0]

    def every_view(self) -> dict[str, StationView]:
        """The views of all stations, made anew."""
        return {one: self.boards.stations.view(one, _NOW_S) for one in self.names}


def measure_live(say: Say) -> Findings:
    """The processor time of a verdict on its way to three pages, and of making every view anew."""
    figures: list[Figure] = []
    for stations in _STATIONS:
        figures += _figures(_Gym(stations), f"{stations} stations")
        say(f"live: {stations} stations done")
    return Findings("live", figures)


def _figures(gym: _Gym, where: str) -> list[Figure]:
    verdicts = list(gym.new_verdicts())
    told_ms = [_took_ms(partial(gym.tell, said)) for said in verdicts]
    length = gym.tell(verdict(gym.names[0], rep_number=999))
    before = gym.every_view()

    def as_it_was() -> None:
        now = gym.every_view()
        assert [one for one, view in now.items() if view != before[one]] == []

    return [
        Figure.median_of(f"a verdict to {_PAGES} pages, {where}", told_ms, "ms", aim="flat"),
        Figure(f"its messages to a page, {where}", length, "bytes"),
        Figure.median_of(
            f"all views made anew and compared, {where}",
            [_took_ms(as_it_was) for _ in range(_SNAPSHOTS)],
            "ms",
            note="as every verdict did before",
        ),
        Figure.median_of(
            f"a second in which nothing happens, {where}",
            [_took_ms(gym.live.publish_changes) for _ in range(_VERDICTS)],
            "ms",
        ),
        Figure.median_of(
            f"a snapshot for a new page, {where}",
            [_took_ms(gym.join) for _ in range(_SNAPSHOTS)],
            "ms",
        ),
    ]


def _took_ms(work: Callable[[], object]) -> float:
    began_s = time.process_time()
    work()
    return 1000 * (time.process_time() - began_s)
