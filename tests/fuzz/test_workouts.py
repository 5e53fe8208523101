import io
from datetime import UTC, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from fuzz.damage import damaged
from spotter.training.errors import TrainingError
from spotter.training.imports import gather, match_names, planned, read_workouts
from spotter.training.load import LoadUnit

STRONG = b"""\xef\xbb\xbfDate,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,\
Seconds,Notes,Workout Notes,RPE\r
2024-11-08 18:30:00,"Push, heavy",1h 5m,Squat (Barbell),W,40.0,8,0,0,"a ""b""\r
c","",\r
2024-11-08 18:30:00,"Push, heavy",1h 5m,Squat (Barbell),1,82.5,5,0,0,,,8.5\r
2024-11-08 18:30:00,"Push, heavy",1h 5m,Squat (Barbell),Rest Timer,,,,150,,,\r
2024-11-10 18:30:00,"Run",45m,Running,1,0,0,5.5,1800,,,\r
"""
ANDROID = b"""Workout #;Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;Distance;\
Distance Unit;Seconds;Workout Duration
1;2024-11-08 18:30:00;Pull;Row;1;62,5;lbs;8;2,5;mi.;0;62m
"""
HEVY = b""""title","start_time","end_time","exercise_title","set_index","set_type","weight_kg",\
"reps","distance_km","duration_seconds","rpe"
"Legs","8 Nov 2024, 18:30","8 Nov 2024, 7:35 PM","Squat (Barbell)",0,"warmup",40,10,,,
"Legs","8 Nov 2024, 18:30","8 Nov 2024, 7:35 PM","Plank",0,"normal",,,1.5,60,9
"""
TOKENS = """
" "" ; , ' 9999 0 -1 1e999 nan inf 1,5 1.234,5 12 13 31 0001 9999-12-31 08/11/2024 AM p.m. Dez 13月
W D F Note lbs kg mi. h m s 1h60m 99999999999 ² ٣ \U0001d7d7 \u202f \u0308 \x00 \x85 \u2028
sep=; Seconds Weight
"""
PIECES = st.one_of(
    st.binary(max_size=8),
    st.text(max_size=4).map(lambda text: text.encode(errors="replace")),
    st.sampled_from(TOKENS.split()).map(str.encode),
    st.sampled_from([b"\n", b"\r", b"\r\n", b"\t", b'"\n' * 3, b"9" * 5000, b"x" * 140_000]),
)
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=14)), timezone(-timedelta(hours=12))])


EXPORTS = st.sampled_from([STRONG, ANDROID, HEVY])


@given(
    content=EXPORTS.flatmap(lambda export: damaged(export, PIECES))
    | st.lists(PIECES, max_size=12).map(b",".join),
    zone=ZONES,
    unit=st.none() | st.sampled_from(LoadUnit),
    newline=st.sampled_from([None, ""]),
)
def test_any_bytes_are_workouts_or_the_librarys_error(
    content: bytes, zone: timezone, unit: LoadUnit | None, newline: str | None
) -> None:
    lines = io.TextIOWrapper(io.BytesIO(content), "utf-8", "replace", newline)
    try:
        imported = gather(read_workouts(lines, zone, unit))
    except TrainingError as error:
        told = [str(error)]
    else:
        told = [one.reason for one in imported.not_read]
        names = match_names(imported.sets_of, ["squat", "row", "plank"]).names
        for workout in imported.latest:
            planned(workout, names | {"Running": "running"})
        line_count = 1 + content.count(b"\n") + content.count(b"\r")
        assert all(1 <= one.line <= line_count for one in imported.not_read)
    assert all("expected" in words and "found" in words and len(words) < 1000 for words in told)
