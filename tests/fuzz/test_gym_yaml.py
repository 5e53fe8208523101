import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from fuzz.damage import damaged
from spotter.camera_ingest.configuration.gym import load_gym
from spotter.camera_ingest.errors import GymError

VALID = b"""
stations:
  - &first {id: rack-1, name: Rack, source: "rtsp://u:${PASSWORD}@host/x", exercise: squat,
     zone: {left: 0.1, top: 0, right: 0.6, bottom: 1}, frame_rate_hz: ${RATE:-12.5}}
  - {<<: *first, id: floor, source: push-up.mp4, exercise: [push-up, any], loop: true}
  - {id: b, source: b.mp4, exercise: any, judged: middle, pace: pipeline, since: 2024-01-31}
"""
TOKENS = """
[ ] { } : , - ? & * *first &a <<: ! !!int !!binary !!set !!timestamp | > ' " # % @ ` ~ null .nan
.inf -.inf 0x_ 0b_ ._ 1_ 1:60 2024-13-45 2024-01-31T25:00:00Z 1e999 --- ... ${ ${A} ${A:-b} $${
stations: id: source: exercise: zone: any rtsp:// %YAML %TAG
"""
PIECES = st.one_of(
    st.binary(max_size=8),
    st.sampled_from(TOKENS.split()).map(str.encode),
    st.sampled_from([b"\n", b"\n  - ", b" ", b"\t", b"\x00", b"[" * 30, b"9" * 5000, b"0x" * 50]),
)


@given(text=damaged(VALID, PIECES) | st.lists(PIECES, max_size=12).map(b" ".join))
def test_any_file_is_a_gym_or_the_librarys_error(text: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "gym.yaml")
        path.write_bytes(text)
        try:
            gym = load_gym(path, {"PASSWORD": "a:b@c", "RATE": "12"})
        except GymError as error:
            words = str(error)
        else:
            words = json.dumps([station.shown() for station in gym.stations])
            assert all(station.announced().exercise is not None for station in gym.stations)
    assert len(words) < 20_000
