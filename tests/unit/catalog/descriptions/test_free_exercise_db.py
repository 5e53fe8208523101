"""free-exercise-db's JSON: what is read, and how what is wrong with it is named."""

import pytest

from spotter.catalog.descriptions.free_exercise_db import read
from spotter.catalog.errors import CatalogError
from support.records.described import FLY, SIT_UP, file_of


def test_an_entry_is_read_with_its_equipment_and_without_its_pictures() -> None:
    (one,) = read(file_of(FLY)).descriptions
    assert (one.source_id, one.name, one.equipment) == (
        "Cable_Crossover",
        "Cable Crossover",
        "cable",
    )
    assert (one.primary_muscles, one.secondary_muscles) == (("chest",), ("shoulders",))
    assert (one.force, one.level, one.mechanic, one.category) == (
        "push",
        "beginner",
        "isolation",
        "strength",
    )
    assert one.instructions == ("Pull your arms together in front of your chest.",)


def test_what_is_null_or_missing_is_not_said() -> None:
    (one,) = read(b'{"id": "Plank", "name": "Plank", "equipment": null}').descriptions
    assert (one.equipment, one.level, one.primary_muscles, one.instructions) == ("", "", (), ())


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("a text", "entry 2: the whole: "),
        ({"id": "x"}, "entry 2: name: Field required"),
        ({**FLY, "name": " "}, "entry 2, ' ': expected an exercise's name; found nothing"),
        ({**FLY, "name": "x" * 101}, "has at most 100 characters"),
        ({**FLY, "level": 3}, "entry 2, 'Cable Crossover': level: "),
        ({**FLY, "primaryMuscles": ["chest", 7]}, "primaryMuscles.1: "),
        ({**FLY, "instructions": ["x" * 2001]}, "a step has at most 2000 characters; found 2001"),
        ({**FLY, "instructions": ["a\0b"]}, "a step has no control characters"),
        ({**FLY, "equipment": "\ud800"}, "equipment"),
        ({**FLY, "instructions": ["x"] * 101}, "expected at most 100 steps; found 101"),
        ({**SIT_UP, "name": "Sit-up"}, "expected its own id; found another entry's"),
        ({**FLY, "name": "3/4 SIT-UP"}, "expected its own name; found another entry's"),
    ],
)
def test_a_bad_entry_is_named_and_the_others_are_read(entry: object, said: str) -> None:
    found = read(file_of(SIT_UP, entry))
    assert [one.name for one in found.descriptions] == ["3/4 Sit-Up"]
    (problem,) = found.not_understood
    assert said in problem


@pytest.mark.parametrize(
    "file",
    [b"", b"id,name", b"[]", b"3", b"\xff\xfe", b"[" * 100_000, b'[{"id": ', file_of(*[1] * 5001)],
)
def test_a_file_that_is_no_such_list_is_refused(file: bytes) -> None:
    with pytest.raises(CatalogError, match="expected"):
        read(file)
