"""YAML that no person writes is refused in one line, before it costs time or memory."""

from pathlib import Path

import pytest

from spotter.camera_ingest.configuration.gym import load_gym
from spotter.camera_ingest.configuration.yaml_file import read_yaml
from spotter.camera_ingest.errors import GymError

LAYERS = "\n".join(
    f"l{n}: &l{n} [{', '.join([f'*l{n - 1}' if n else 'lol'] * 10)}]" for n in range(10)
)
CHAIN = "\n".join(f"a{n}: &a{n} [{f'*a{n - 1}' if n else 1}]" for n in range(2000))
MERGES = "\n".join(
    f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 10)}]}}" if n else "m0: &m0 {a: 1}"
    for n in range(10)
)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[" * 3000 + "]" * 3000, "line 1, column 21: expected YAML; found: values nested more"),
        ("{a: " * 3000 + "}" * 3000, "line 1, column 81: expected YAML; found: values nested more"),
        ("- " * 3000 + "a", "line 1, column 41: expected YAML; found: values nested more than 20"),
        (
            "stations: &a [*a]",
            "line 1, column 11: expected YAML; found: an anchor that contains it",
        ),
        ("stations: &a {b: {c: [*a]}}", "line 1, column 11: expected YAML; found: an anchor that"),
        (LAYERS, "line 5, column 5: expected YAML; found: more than 100000 values, aliases"),
        (MERGES, "expected YAML; found: more than 100000 values, aliases included"),
        (CHAIN, "expected YAML; found: values nested more than 20 deep"),
        ("rate: " + "9" * 5000, "line 1, column 7: expected YAML; found: a number or a date that"),
        ("rate: 0b_", "line 1, column 7: expected YAML; found: a number or a date that cannot be"),
        (
            "rate: !!int",
            "line 1, column 7: expected YAML; found: a number or a date that cannot be",
        ),
        ("loop: !!bool maybe", "line 1, column 7: expected YAML; found: a number or a date that"),
        ("since: !!timestamp now", "line 1, column 8: expected YAML; found: a number or a date"),
        ("since: 2024-13-45", "line 1, column 8: expected YAML; found: a number or a date that"),
        ("a: \x07", "expected YAML; found: a character that is not allowed, 3 characters from"),
        ("a: " + "b" * 1_000_001, "expected a YAML file of at most 1000000 bytes; found a larger"),
        ("? [a]\n: b", "line 1, column 3: expected YAML; found: unhashable key"),
        ("a: *nobody", "line 1, column 4: expected YAML; found: undefined alias"),
        ("a: !!python/object:os.system {}", "line 1, column 4: expected YAML; found: "),
        ("a: 1\n---\nb: 2", "line 2, column 1: expected YAML; found: another document"),
    ],
)
def test_what_no_person_writes_is_refused_in_a_line(
    tmp_path: Path, text: str, problem: str
) -> None:
    (tmp_path / "gym.yaml").write_text(text)
    with pytest.raises(GymError) as caught:
        load_gym(tmp_path / "gym.yaml", {})
    message = str(caught.value)
    assert problem in message
    assert "\n" not in message
    assert len(message) < 300


def test_aliases_and_merges_are_read(tmp_path: Path) -> None:
    (tmp_path / "gym.yaml").write_text("a: &a {x: 1, y: 2}\nb: {<<: *a, x: 3}\nc: [*a, *a]")
    a = {"x": 1, "y": 2}
    assert read_yaml(tmp_path / "gym.yaml") == {"a": a, "b": {"x": 3, "y": 2}, "c": [a, a]}


@pytest.mark.parametrize("number", ["9" * 4000, "-" + "9" * 4000, "0x" + "f" * 5000, "1e999"])
def test_a_number_beyond_all_measure_is_a_fault_of_its_field(tmp_path: Path, number: str) -> None:
    station = f"{{id: a, source: a.mp4, exercise: squat, frame_rate_hz: {number}}}"
    (tmp_path / "gym.yaml").write_text(f"stations: [{station}]")
    with pytest.raises(GymError, match=r"stations\[0\].frame_rate_hz: expected ") as caught:
        load_gym(tmp_path / "gym.yaml", {})
    assert len(str(caught.value)) < 300


def test_every_fault_is_listed_on_a_line_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "gym.yaml").write_text(
        "stations:\n"
        "  - {id: R 1, source: a.mp4, exercise: squat, frame_rate_hz: 0}\n"
        "  - {id: b, sorce: b.mp4, exercise: squat}\n"
        "  - {id: c, source: c.mp4, exercise: squat, zone: {right: 1.5}, pace: fast}\n"
    )
    with pytest.raises(GymError) as caught:
        load_gym(tmp_path / "gym.yaml", {})
    first, *lines = str(caught.value).splitlines()
    assert first == f"{tmp_path / 'gym.yaml'}: 6 faults"
    assert [line.partition(":")[0] for line in lines] == [
        "  stations[0].id",
        "  stations[0].frame_rate_hz",
        "  stations[1].source",
        "  stations[1].sorce",
        "  stations[2].zone.right",
        "  stations[2].pace",
    ]
    assert all("expected" in line and "found" in line for line in lines)


def test_every_unset_variable_is_listed(tmp_path: Path) -> None:
    (tmp_path / "gym.yaml").write_text(
        "stations: [{id: a, source: '${ONE}', exercise: '${'}, {id: '${TWO}'}]"
    )
    with pytest.raises(GymError) as caught:
        load_gym(tmp_path / "gym.yaml", {})
    assert str(caught.value).splitlines()[1:] == [
        "  stations[0].source: expected the environment to set ONE; found it unset",
        "  stations[0].exercise: expected ${NAME} or ${NAME:-default}; found an unclosed ${",
        "  stations[1].id: expected the environment to set TWO; found it unset",
    ]


def test_of_thousands_of_faults_fifty_are_listed(tmp_path: Path) -> None:
    (tmp_path / "gym.yaml").write_text("stations:\n" + "- {id: a, exercise: b}\n" * 3000)
    with pytest.raises(GymError) as caught:
        load_gym(tmp_path / "gym.yaml", {})
    lines = str(caught.value).splitlines()
    assert lines[0].endswith("3000 faults")
    assert lines[-1] == "  and 2950 more"
    assert len(lines) == 52
