"""All that is known of a member is exported, and nothing of others: real database and Redis."""

import csv
import io
import json
import zipfile
from dataclasses import replace

from spotter.wire.catalog.people.members import Member
from support.records.gym_of_two import REPS, Gym
from support.records.people_catalog import ALL


def exported(two: Gym, member: Member) -> zipfile.ZipFile:
    file = io.BytesIO()
    two.catalog.members.export(member.member_id, file)
    archive = zipfile.ZipFile(file)
    assert archive.testzip() is None
    return archive


def test_an_export_holds_all_that_is_known_of_a_member_and_nothing_of_others(two: Gym) -> None:
    archive = exported(two, two.anna)
    told = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    assert sum(name.startswith("poses/") for name in told) == REPS
    assert json.loads(told["member.json"])["name"] == "Anna"
    reps = json.loads(told["reps.json"])
    assert [one["rep_id"].split("_")[1:] for one in reps] == [
        one.rep_id.split("_")[1:] for one in two.annas
    ]
    assert {(one["outcome"], one["exercise"], one["score"]) for one in reps} == {
        ("faulty", "squat", 1.5)
    }
    assert "knee" in reps[0]["faults"][0]
    rows = list(csv.DictReader(io.StringIO(told["reps.csv"])))
    assert [row["rep_id"] for row in rows] == [one["rep_id"] for one in reps]
    assert rows[0]["faults"] == reps[0]["faults"][0]
    poses = json.loads(told[f"poses/{two.annas[0].rep_id}.json"])
    assert poses["captured_us"] == two.annas[0].poses.captured_us.tolist()
    assert len(poses["x_y_confidence"]) == len(two.annas[0].poses)
    assert json.loads(told["sessions.json"])[0]["session_id"] == two.annas[0].session_id
    assert json.loads(told["totals.json"])[0]["faulty"] == REPS
    assert json.loads(told["faults.json"])[0]["reps"] == REPS
    assert json.loads(told["classes.json"])[0]["name"] == "Evening"
    workout = json.loads(told["workouts.json"])[0]
    assert (workout["title"], workout["exercise"], workout["load_kg"]) == (
        "Plan of Anna",
        "squat",
        60.0,
    )
    changed = [one["what"] for one in json.loads(told["changes.json"])]
    assert "exported all that is known of the member" in changed
    everything = "\n".join(told.values())
    assert "Ben" not in everything
    assert two.ben.member_id not in everything


def test_names_are_no_formulas_in_a_table(two: Gym) -> None:
    catalog = two.catalog
    evil = catalog.members.add("=HYPERLINK(1)", ALL)
    catalog.sessions.begin("rack-7", evil.member_id)
    member = replace(evil)
    with exported(two, member) as archive:
        assert json.loads(archive.read("member.json"))["name"] == "=HYPERLINK(1)"
        for name in archive.namelist():
            if name.endswith(".csv"):
                rows = csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig")))
                assert not [cell for row in rows for cell in row if cell.startswith("=")]
