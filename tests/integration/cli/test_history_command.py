"""``spotter history``, with a real catalog and its ledger."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import command_line
from support.records.remembering_gym import REPS_A_WEEK, RememberingGym, remembering_gym

WEEKS = 3


@pytest.fixture
def gym(tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[RememberingGym]:
    monkeypatch.setenv("COLUMNS", "160")
    with remembering_gym(url, f"sqlite:///{tmp_path}/gym.sqlite3") as one:
        port = one.catalog.line("ready")["port"]
        monkeypatch.setenv("SPOTTER_CATALOG_ADDRESS", f"127.0.0.1:{port}")
        one.train(one.add_member("Anna"), weeks=WEEKS)
        yield one


def run(*words: str) -> tuple[int, str, str]:
    result = command_line.run("history", *words)
    return result.exit_code, result.stdout, result.stderr


def said(*words: str) -> str:
    code, told, problem = run(*words)
    assert code == 0, problem
    return told


@pytest.mark.usefixtures("gym")
def test_a_members_weeks_are_shown_with_what_comes_back_in_a_trainers_words() -> None:
    told = said("anna")
    assert f"squat: {WEEKS * REPS_A_WEEK} reps" in told
    assert "Push your left knee out" in told
    rows = list(csv.DictReader(io.StringIO(said("--csv"))))
    assert len(rows) == WEEKS
    assert sum(int(row["good"]) + int(row["faulty"]) for row in rows) == WEEKS * REPS_A_WEEK
    days = json.loads(said("--station", "rack-1", "--by-day", "--json"))["rows"]
    assert [row["first_day"] for row in days] == sorted(row["first_day"] for row in days)
    assert said("--exercise", "curl") == "No reps in this time.\n"


@pytest.mark.usefixtures("gym")
@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("nobody",), "there is no member named 'nobody'"),
        (("anna", "--station", "rack-1"), "expected a member, a station or a class"),
        (("--since", "yesterday"), "expected a day such as 2026-11-30; found 'yesterday'"),
        (("--since", "2026-02-02", "--until", "2026-02-01"), "expected a first day up to"),
    ],
)
def test_what_names_no_history_is_refused_in_words(words: tuple[str, ...], problem: str) -> None:
    code, _, told = run(*words)
    assert code == 2
    assert problem in told
