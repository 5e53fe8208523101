"""``spotter member``, ``session`` and ``class``, with a real catalog."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
import redis
import zxingcpp

from support.command_line import refused, run, said, told
from support.records.people_catalog import PeopleCatalog, people_catalog


@pytest.fixture
def catalog(
    tmp_path: Path, redis_client: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PeopleCatalog]:
    monkeypatch.setenv("COLUMNS", "160")
    with people_catalog(f"sqlite:///{tmp_path}/gym.sqlite3", redis_client) as one:
        monkeypatch.setenv("SPOTTER_CATALOG_ADDRESS", one.address)
        yield one


@pytest.mark.usefixtures("catalog")
def test_a_member_comes_trains_and_leaves() -> None:
    assert "kept: reps" in said("member", "add", "Anna Schmidt", "--keep", "reps")
    assert "Ágnes" in said("member", "add", "Ágnes", "--keep", "poses")
    assert said("session", "begin", "rack-3", "anna") == "Anna Schmidt trains at rack-3.\n"
    listed = told("session", "list", "--open")["sessions"]
    assert [(one["station_id"], one["member_name"]) for one in listed] == [
        ("rack-3", "Anna Schmidt")
    ]
    assert "open" in said("session", "list")
    ended = "Anna Schmidt's session at rack-3 has ended.\n"
    assert said("session", "end", "rack-3") == ended
    assert told("member", "show", "schmidt")["sessions"][0]["ended_by"] == "local"
    assert "Anna Meier" in said("member", "rename", "anna", "Anna Meier")
    assert "(poses for 30 days)" in said("member", "retention", "ÁGNES", "--poses-days", "30")
    assert "; 165 cm tall" in said("member", "height", "ágnes", "165")
    assert told("member", "show", "ágnes")["height_m"] == 1.65
    assert "tall" not in said("member", "height", "ágnes")
    assert "reps may be kept" in said("member", "consent", "ágnes", "reps")
    assert ", left " in said("member", "leave", "anna")
    assert [one["name"] for one in told("member", "list")["members"]] == ["Ágnes"]
    names = [one["name"] for one in told("member", "list", "--left")["members"]]
    assert sorted(names) == ["Anna Meier", "Ágnes"]


def test_a_member_gets_a_number_a_pin_and_a_badge_that_a_camera_can_read(
    catalog: PeopleCatalog, tmp_path: Path
) -> None:
    said("member", "add", "Anna Schmidt", "--keep", "reps")
    assert said("member", "pin", "anna", "--pin", "2718") == "Anna Schmidt: number 1001, PIN 2718\n"
    assert refused("member", "pin", "anna", "--pin", "12")[0] == 2
    assert len(told("member", "pin", "anna", "--number", "0042")["pin"]) == 6
    printed = tmp_path / "anna.png"
    made = told("member", "badge", "anna", "--out", str(printed))
    [code] = zxingcpp.read_barcodes(np.asarray(cv2.imread(str(printed))))
    assert code.text == made["text"]
    assert printed.stat().st_mode & 0o077 == 0

    catalog.checkins.look("rack-3")
    assert catalog.checkins.report_code("rack-3", code.text)
    listed = told("member", "keys", "anna")
    assert listed["number"] == "0042"
    assert [(one["badge_id"], one["shown_us"] > 0) for one in listed["badges"]] == [
        (made["badge_id"], True)
    ]
    said("member", "add", "Ben")
    _, words = refused("member", "badge", "ben", "--revoke", made["badge_id"])
    assert f"one of Ben's badges (there are none); found {made['badge_id']}" in words
    assert "worthless" in said("member", "badge", "anna", "--revoke", made["badge_id"])
    said("member", "pin", "anna", "--remove")
    assert told("member", "keys", "anna") == {"number": "", "badges": []}
    assert "spotter_badge_" not in said("member", "badge", "anna")
    anna_id = told("member", "show", "anna")["member_id"]
    badge_id = told("member", "badge", "anna", "--out", str(printed))["badge_id"]
    gone = told("member", "badge", "anna", "--revoke", badge_id)
    assert gone == {"member_id": anna_id, "badge_id": badge_id}
    bare = {"member_id": anna_id, "number": "", "pin": ""}
    assert told("member", "pin", "anna", "--remove") == bare


@pytest.mark.usefixtures("catalog")
def test_a_session_that_nobody_began_is_noted() -> None:
    said("member", "add", "Anna Schmidt", "--keep", "reps")
    words = ("session", "note", "rack-3", "anna")
    times = ("--from", "2026-02-02T18:00", "--to", "2026-02-02 19:05")
    noted = "Anna Schmidt trained at rack-3 from 2026-02-02 18:00 to 2026-02-02 19:05.\n"
    assert said(*words, *times) == noted
    assert told("session", "list")["sessions"] == [told(*words, *times)]
    code, reason = refused(*words, "--from", "2026-02-02T18:30", "--to", "2026-02-02T20:00")
    assert (code, "trained at rack-3" in reason) == (1, True)


@pytest.mark.usefixtures("catalog")
def test_a_name_that_several_have_is_refused_with_all_of_them() -> None:
    ids = [told("member", "add", name, "--keep", "reps")["member_id"] for name in ("Anna", "Anna")]
    told("member", "add", "Annabel", "--keep", "reps")
    code, words = refused("session", "begin", "rack-1", "ann")
    assert (code, words.splitlines()[0]) == (2, "expected one member; 'ann' names 3:")
    code, words = refused("session", "begin", "rack-1", "anna")
    assert (code, words.splitlines()[0]) == (2, "expected one member; 'anna' names 2:")
    assert all(one in words for one in ids)
    assert said("session", "begin", "rack-1", ids[1]) == "Anna trains at rack-1.\n"
    assert refused("session", "begin", "rack-1", "zoe") == (2, "there is no member named 'zoe'")


@pytest.mark.usefixtures("catalog")
def test_a_name_is_found_however_its_accents_and_spaces_are_written() -> None:
    for name in ("J\u00fcrgen", "J\u00fcrgen Meier"):
        said("member", "add", name, "--keep", "reps")
    assert said("session", "begin", "rack-1", " ju\u0308rgen") == "J\u00fcrgen trains at rack-1.\n"
    shown = said("member", "show", "ju\u0308rgen  meier")
    assert shown.startswith("J\u00fcrgen Meier")


@pytest.mark.parametrize("nobody", ["", " "])
@pytest.mark.usefixtures("catalog")
def test_an_empty_name_means_nobody_even_where_there_is_but_one(nobody: str) -> None:
    said("member", "add", "Anna", "--keep", "reps")
    said("session", "begin", "rack-1", "anna")
    said("class", "create", "Evening", "--on", "2026-03-02", "--at", "18:30")
    for words in (
        ("member", "erase", nobody, "--yes"),
        ("session", "end", nobody),
        ("class", "archive", nobody),
    ):
        assert refused(*words) == (2, f"expected a name or an id; found {nobody!r}")
    assert [one["name"] for one in told("member", "list")["members"]] == ["Anna"]
    assert len(told("session", "list", "--open")["sessions"]) == 1


@pytest.mark.usefixtures("catalog")
def test_a_session_in_the_way_is_a_conflict_and_ended_on_request() -> None:
    for name in ("Anna", "Ben"):
        said("member", "add", name, "--keep", "reps")
    said("session", "begin", "rack-1", "anna")
    code, words = refused("session", "begin", "rack-1", "ben")
    assert (code, words.split(":")[0]) == (1, "Anna trains at rack-1")
    assert said("session", "begin", "rack-1", "ben", "--instead") == (
        "Anna's session at rack-1 has ended.\nBen trains at rack-1.\n"
    )
    assert said("session", "end", "ben") == "Ben's session at rack-1 has ended.\n"
    assert refused("session", "end", "ben") == (2, "Ben has no open session")


@pytest.mark.usefixtures("catalog")
def test_who_agreed_to_nothing_has_no_sessions() -> None:
    said("member", "add", "[b]Anna[/b]")
    code, words = refused("session", "begin", "rack-1", "anna")
    assert (code, words.split(" has ")[0]) == (1, "[b]Anna[/b]")
    assert "[b]Anna[/b]" in said("member", "list")


@pytest.mark.usefixtures("catalog")
def test_a_member_is_exported_to_a_file_and_erased_on_a_yes(tmp_path: Path) -> None:
    said("member", "add", "Anna", "--keep", "reps")
    out = tmp_path / "anna.zip"
    assert str(out) in said("member", "export", "anna", "--out", str(out))
    assert out.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(out) as archive:
        assert json.loads(archive.read("member.json"))["name"] == "Anna"
    assert list(tmp_path.glob("*.part")) == []
    assert run("member", "erase", "anna", answer="n\n").exit_code == 1
    erased = run("member", "erase", "anna", answer="y\n")
    assert (erased.exit_code, "Removed: members: 1" in erased.output) == (0, True)
    assert refused("member", "erase", "anna", "--yes") == (2, "there is no member named 'anna'")


@pytest.mark.usefixtures("catalog")
def test_a_class_is_looked_back_on_in_words_and_as_json() -> None:
    said("member", "add", "Anna", "--keep", "reps")
    today = "2026-02-25"  # of the catalog's clock
    said("class", "create", "Evening", "--on", today, "--at", "00:00", "--member", "anna")
    said("class", "change", "evening", "--minutes", "1440")
    said("session", "begin", "rack-1", "anna", "--class", "evening")
    words = said("class", "review", "evening")
    assert "still going on" in words
    assert "Anna" in words
    assert words.endswith("There was no alert.\n")
    found = told("class", "review", "evening", "--day", today)
    (anna,) = found["members"]
    assert (anna["name"], anna["good"], anna["left_us"]) == ("Anna", 0, None)
    assert (found["day"], found["alerting"]["opened"]) == (today, 0)
    unplanned = said("class", "review", "evening", "--day", "2026-03-02")
    assert "not planned then" in unplanned
    assert "was not there" in " ".join(unplanned.split())


@pytest.mark.usefixtures("catalog")
def test_a_class_is_created_changed_and_archived() -> None:
    said("member", "add", "Anna")
    options = ("--on", "2026-03-02", "--at", "18:30", "--weekly", "--member", "anna")
    made = said("class", "create", "Evening", *options, "--station", "rack-1", "--trainer", "Ida")
    assert "Mondays from 2026-03-02, 18:30, 60 min at rack-1 with Ida; 1 take part" in made
    plan = told("class", "change", "even", "--at", "19:00", "--once")["plan"]
    assert (plan["starts_at"], plan["is_weekly"], len(plan["member_ids"])) == ("19:00", False, 1)
    assert said("class", "show", "evening").splitlines()[-1].strip() == "Anna"
    assert said("class", "archive", "evening") == "Evening is archived.\n"
    assert said("class", "list") == "No classes.\n"
    assert "Evening" in said("class", "list", "--archived")
    assert refused("class", "create", "X", "--on", "2.3.2026", "--at", "18:30") == (
        2,
        "a day is YYYY-MM-DD; found '2.3.2026'",
    )


def test_without_a_catalog_the_place_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPOTTER_CATALOG_ADDRESS", "127.0.0.1:9")
    code, words = refused("member", "list")
    assert (code, words.partition(":9")[0]) == (1, "the catalog at 127.0.0.1")
