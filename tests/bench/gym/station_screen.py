"""From the last frame of a bad rep to the hint on the station's own screen."""

from pathlib import Path

from bench.instruments.figures import Figure, Findings, Say
from bench.instruments.painted import latencies, waited_ms
from bench.instruments.posed_class import PosedClass
from bench.instruments.posed_hall import USUAL_HZ, posed_hall
from bench.instruments.screen_clock import screen_clock

_SIZES_PX = ((1280, 800), (1920, 1080))
_SETTLING_S = 10.0


def measure_station_screen(folder: Path, stations: int, seconds: float, say: Say) -> Findings:
    """Let a class train in real time, and watch one station's screen for ``seconds`` a size."""
    trained = PosedClass(stations, USUAL_HZ)
    waited: list[float] = []
    drawn: list[Figure] = []
    with posed_hall(folder, trained) as hall, trained.training(hall.segmenter):
        for size_px in _SIZES_PX:
            with screen_clock(hall.page, trained.station_ids[0], size_px) as clock:
                clock.let_pass(_SETTLING_S)
                before = clock.drawn()
                clock.let_pass(seconds)
                rate_hz = (clock.drawn() - before) / seconds
                waited += waited_ms(hall.client, clock.painted_ms())
            where = f"{size_px[0]}x{size_px[1]}"
            drawn.append(Figure(f"skeletons drawn, {where}", rate_hz, "a second"))
            say(f"station-screen: {where} done, {len(waited)} hints")
    note = f"{stations} stations, {USUAL_HZ:g} poses a second each, {len(waited)} hints"
    figures = [*latencies("last frame of a rep to its hint painted", waited), *drawn]
    return Findings("station-screen", figures, {"arrangement": note, "waited_ms": waited})
