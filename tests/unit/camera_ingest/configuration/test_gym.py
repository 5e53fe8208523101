from collections.abc import Mapping
from pathlib import Path

import pytest

from spotter.camera_ingest.configuration.gym import Gym, Pace, StationConfig, load_gym
from spotter.camera_ingest.errors import GymError
from spotter.pictures.video.opening import Transport
from spotter.wire.stations import WHOLE, Judged, Station, Zone

RACK = "{id: rack-1, source: squat.mp4, exercise: squat}"


def loaded(folder: Path, text: str, environment: Mapping[str, str] | None = None) -> Gym:
    (folder / "gym.yaml").write_text(text, encoding="utf-8")
    return load_gym(folder / "gym.yaml", environment or {})


def problem_of(folder: Path, text: str) -> str:
    with pytest.raises(GymError) as caught:
        loaded(folder, text)
    message = str(caught.value)
    assert message.startswith(f"{folder / 'gym.yaml'}: ")
    return message.removeprefix(f"{folder / 'gym.yaml'}: ")


def test_a_gym_of_two_stations_is_read_with_all_its_values(tmp_path: Path) -> None:
    text = """
    stations:
      - id: rack-1
        name: Squat rack by the window
        source: rtsp://coach:${CAMERA_PASSWORD}@10.0.0.7/stream
        exercise: squat
        zone: {left: 0.1, top: 0, right: 0.6, bottom: 1}
        frame_rate_hz: ${RATE:-12.5}
      - id: floor
        source: videos/push-up.mp4
        exercise: push-up
        loop: true
        pace: pipeline
    """
    rack, floor = loaded(tmp_path, text, {"CAMERA_PASSWORD": "a:b#c"}).stations
    assert rack.source == "rtsp://coach:a%3Ab%23c@10.0.0.7/stream"
    assert rack.announced() == Station("rack-1", "Squat rack by the window", "squat", WHOLE, 12.5)
    assert rack.part == Zone(0.1, 0, 0.6, 1)
    assert not rack.is_file
    assert floor.source == str(tmp_path / "videos/push-up.mp4")
    assert (floor.loop, floor.pace, floor.is_file) == (True, Pace.PIPELINE, True)
    assert floor.announced() == Station("floor", "floor", "push-up", None, 15, leaves_clock=True)


@pytest.mark.parametrize(
    ("written", "exercise", "candidates"),
    [
        ("squat", "squat", ()),
        ("[squat]", "squat", ()),
        ("[squat, lunge]", "", ("squat", "lunge")),
        ("any", "", ("any",)),
        ("[any]", "", ("any",)),
    ],
)
def test_a_station_may_have_several_exercises_or_any(
    tmp_path: Path, written: str, exercise: str, candidates: tuple[str, ...]
) -> None:
    text = f"stations: [{{id: a, source: a.mp4, exercise: {written}}}]"
    (station,) = loaded(tmp_path, text).stations
    assert station.announced().exercise == exercise
    assert station.announced().candidates == candidates


@pytest.mark.parametrize(
    ("written", "shown"), [("[squat]", "squat"), ("[squat, lunge]", ["squat", "lunge"])]
)
def test_a_station_shows_its_exercises_in_a_form_that_can_be_configured(
    tmp_path: Path, written: str, shown: object
) -> None:
    text = f"stations: [{{id: a, source: a.mp4, exercise: {written}}}]"
    assert loaded(tmp_path, text).stations[0].shown()["exercise"] == shown


def test_a_camera_may_have_a_transport_or_a_proxy_whose_password_is_never_shown(
    tmp_path: Path,
) -> None:
    text = """
    stations:
      - {id: a, source: 'rtsp://c/x', exercise: squat, rtsp_transport: udp}
      - {id: b, source: 'http://c/x', exercise: squat, proxy: 'http://u:${PW}@p:3128'}
    """
    first, second = loaded(tmp_path, text, {"PW": "SECRET/"}).stations
    assert (first.rtsp_transport, first.proxy) == (Transport.UDP, "")
    assert (second.rtsp_transport, second.proxy) == (Transport.AUTO, "http://u:SECRET%2F@p:3128")
    assert "SECRET" not in f"{second!r} {second.shown()}"


@pytest.mark.parametrize("judged", list(Judged))
def test_a_station_can_configure_who_is_judged(tmp_path: Path, judged: Judged) -> None:
    text = f"stations: [{RACK[:-1]}, judged: {judged.value}}}, {{id: b, source: b, exercise: c}}]"
    chosen, usual = loaded(tmp_path, text).stations
    assert (chosen.announced().judged, chosen.shown()["judged"]) == (judged, judged.value)
    assert usual.announced().judged is Judged.EXERCISE


def test_an_absolute_path_stays_as_it_is(tmp_path: Path) -> None:
    text = "stations: [{id: a, source: /srv/squat.mp4, exercise: squat}]"
    assert loaded(tmp_path, text).stations[0].source == "/srv/squat.mp4"


def test_a_station_is_shown_without_the_secrets_of_its_camera() -> None:
    address = "rtsp://coach:SECRET@10.0.0.7/stream?token=SECRET"
    station = StationConfig.model_validate({"id": "a", "source": address, "exercise": "squat"})
    assert station.shown()["source"] == "rtsp://10.0.0.7/***"
    assert "SECRET" not in repr(station) + str(station) + repr(Gym(stations=(station,)))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the file: expected keys with values; found nothing"),
        ("stations: []", "stations: expected at least one; found none"),
        ("stations: rack", "stations: expected a list; found 'rack'"),
        ("stations: [rack]", "stations[0]: expected keys with values; found 'rack'"),
        ("stations: [{id: 1, source: a, exercise: b}]", "stations[0].id: expected text; found 1"),
        (
            "gym: 1",
            "2 faults\n  stations: expected a value; found nothing\n  gym: expected a known key",
        ),
        (f"stations: [{RACK}, {RACK}]", "stations: expected different ids; found twice: rack-1"),
        ("stations: [{id: a, exercise: squat}]", "stations[0].source: expected a value; found not"),
        (
            "stations: [{id: R 1, source: a.mp4, exercise: squat}]",
            "stations[0].id: expected lower-case letters, digits and hyphens, 1 to 40; found 'R 1'",
        ),
        (
            "stations: [{id: a, source: a.mp4, exercise: squat, frame_rate_hz: 0}]",
            "stations[0].frame_rate_hz: expected greater than 0; found 0",
        ),
        (
            "stations: [{id: a, source: a.mp4, exercise: squat, frame_rate_hz: fast}]",
            "stations[0].frame_rate_hz: expected a number; found 'fast'",
        ),
        (
            "stations: [{id: a, source: a.mp4, exercise: squat, sorce: b.mp4}]",
            "stations[0].sorce: expected a known key; found an unknown one",
        ),
        (
            "stations: [{id: a, source: a.mp4, exercise: squat, zone: {left: 0.6, right: 0.4}}]",
            "stations[0].zone: expected left < right and top < bottom; found left 0.6, right 0.4",
        ),
        (
            "stations: [{id: a, source: a.mp4, exercise: squat, zone: {right: 1.5}}]",
            "stations[0].zone.right: expected less than or equal to 1; found 1.5",
        ),
        (
            "stations: [{id: a, source: a.mp4, exercise: squat, pace: fast}]",
            "stations[0].pace: expected 'real_time' or 'pipeline'; found 'fast'",
        ),
        (
            "stations: [{id: a, source: a.mp4, exercise: squat, judged: tallest}]",
            "stations[0].judged: expected 'exercise', 'middle', 'largest' or 'everybody'; found 't",
        ),
        (
            "stations: [{id: a, source: /dev/video0, exercise: squat, loop: true}]",
            "stations[0]: expected a file as source when loop or pace is set; found a camera",
        ),
        (
            "stations: [{id: a, source: 'http://c/x', exercise: squat, rtsp_transport: udp}]",
            "stations[0]: expected an rtsp:// source when rtsp_transport is set; found another",
        ),
        (
            "stations: [{id: a, source: 'rtsp://c/x', exercise: squat, rtsp_transport: both}]",
            "stations[0].rtsp_transport: expected 'auto', 'tcp' or 'udp'; found 'both'",
        ),
        (
            "stations: [{id: a, source: 'rtsp://c/x', exercise: squat, proxy: 'http://p:1'}]",
            "stations[0]: expected an http(s):// source when proxy is set; found another",
        ),
        (
            "stations: [{id: a, source: 'http://c/x', exercise: squat, proxy: 'socks5://p:1'}]",
            "stations[0]: expected a proxy at http://host:port; found socks5://p:1/***",
        ),
        (
            "stations: [{id: a, source: a.mp4, exercise: []}]",
            "stations[0].exercise: expected at least one; found none",
        ),
        (
            "stations: [{id: a, source: a.mp4, exercise: [squat, lunge, squat]}]",
            "stations[0].exercise: expected different exercises; found twice: squat",
        ),
        (
            "stations: [{id: a, source: a.mp4, exercise: [any, squat]}]",
            "stations[0].exercise: expected 'any' alone, as it stands for all exercises; ",
        ),
        (
            "stations: [{id: a, source: a.mp4, exercise: [squat, '']}]",
            "stations[0].exercise[1]: expected some text; found ''",
        ),
        (
            "stations: [{id: a, source: a.mp4, exercise: {name: squat}}]",
            "stations[0].exercise: expected an exercise, a list of exercises, or any; found a dict",
        ),
        (
            "stations: [{id: a, source: a.mp4, exercise: }]",
            "stations[0].exercise: expected an exercise, a list of exercises, or any; found nothin",
        ),
        ("stations: [", "line 1, column 12: expected YAML; found: "),
        ('a: "b', "line 1, column 6: expected YAML; found: unexpected end of stream"),
        ("a: b: c", "line 1, column 5: expected YAML; found: mapping values are not allowed here"),
    ],
)
def test_a_mistake_is_named_with_field_expected_and_found(
    tmp_path: Path, text: str, problem: str
) -> None:
    assert problem_of(tmp_path, text).startswith(problem)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GymError) as caught:
        load_gym(tmp_path / "none.yaml", {})
    assert str(caught.value) == (
        f"{tmp_path / 'none.yaml'}: expected a YAML file; found: No such file or directory"
    )


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gym.yaml").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(GymError, match="found bytes that are not UTF-8 text"):
        load_gym(tmp_path / "gym.yaml", {})


@pytest.mark.parametrize(
    "text",
    [
        # In the wrong field, next to another mistake, with the wrong type.
        "stations: [{id: 'rtsp://u:SECRET@h/x', source: a.mp4, exercise: squat}]",
        "stations: [{id: a, source: 'rtsp://u:SECRET@h/x'}]",
        "stations: [{id: a, source: ['rtsp://u:SECRET@h/x'], exercise: squat}]",
        "stations: [{id: a, source: {url: 'rtsp://u:SECRET@h/x'}, exercise: squat}]",
        "stations: [{id: a, source: 'rtsp://u:SECRET@h/x', exercise: squat, loop: true}]",
        "stations: [{id: a, source: b, exercise: 'rtsp://u:SECRET@h/x', more: 1}]",
        "stations: [{id: a, source: b, exercise: ['rtsp://u:SECRET@h/x', 'rtsp://u:SECRET@h/x']}]",
        "stations: [{id: a, source: b, exercise: {rtsp: 'rtsp://u:SECRET@h/x'}}]",
        "stations: {id: a, source: 'rtsp://u:SECRET@h/x', exercise: squat}",
        "stations: 'rtsp://u:SECRET@h/x'",
        "rtsp://u:SECRET@h/x",
        "stations: [{'rtsp://u:SECRET@h/x': 1, id: a, source: b, exercise: squat}]",
        "stations: [{id: a, source: 'rtsp://u:SECRET${@h/x', exercise: squat}]",
        "stations: [{id: a, source: 'rtsp://u:SECRET${UNSET}@h/x', exercise: squat}]",
        "stations: [{id: a, source: 'rtsp://u:SECRET@h/x, exercise: squat}]",
        'stations: [{id: a, source: "rtsp://u:SECRET\\q@h/x", exercise: squat}]',
        "stations:\n  - id: a\n    source:rtsp://u:SECRET@h/x\n    exercise: squat",
        "stations:\n  - id: a\n  source: rtsp://u:SECRET@h/x",
    ],
)
def test_no_mistake_reveals_a_password(tmp_path: Path, text: str) -> None:
    assert "SECRET" not in problem_of(tmp_path, text)
