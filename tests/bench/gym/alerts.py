"""From the last frame of a bad rep to the alert on the trainer's console."""

from pathlib import Path

from bench.instruments.alert_clock import PageCost, alert_clock
from bench.instruments.figures import Figure, Findings, Say
from bench.instruments.painted import latencies, waited_ms
from bench.instruments.posed_class import PosedClass
from bench.instruments.posed_hall import USUAL_HZ, posed_hall

_REDUCED_HZ = 5.0
_REDUCED_FROM = 100
_SETTLING_S = 20.0


def measure_alerts(folder: Path, stations: int, seconds: float, say: Say) -> Findings:
    """Let a class train in real time, and watch the console in Chromium for ``seconds``."""
    rate_hz = USUAL_HZ if stations < _REDUCED_FROM else _REDUCED_HZ
    trained = PosedClass(stations, rate_hz)
    with (
        posed_hall(folder, trained) as hall,
        trained.training(hall.segmenter),
        alert_clock(hall.page) as clock,
    ):
        clock.let_pass(_SETTLING_S)
        before = clock.cost()
        clock.let_pass(seconds)
        painted_ms = {rep_id: one.painted_ms for rep_id, one in clock.noted().items()}
        waited = waited_ms(hall.client, painted_ms)
        say(f"alerts: {len(waited)} bad reps on the console")
        figures = _figures(waited, before, clock.cost(), seconds)
    note = f"{stations} stations, {rate_hz:g} poses a second each, {len(waited)} reps"
    return Findings("alerts", figures, {"arrangement": note, "waited_ms": waited})


def _figures(
    waited: list[float], before: PageCost, after: PageCost, seconds: float
) -> list[Figure]:
    return [
        *latencies("last frame of a bad rep to its alert painted", waited),
        Figure("frames that the page draws", (after.frames - before.frames) / seconds, "a second"),
        Figure("the page's tasks", (after.busy_s - before.busy_s) / seconds, "cores"),
        Figure("the page's scripts hold", after.heap_mb, "MB", note=f"{before.heap_mb:.0f} before"),
    ]
