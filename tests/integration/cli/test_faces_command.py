"""``spotter faces``, with a real catalog and a real file of keys."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import redis

from spotter.catalog.sessions.rules import SessionRules
from spotter.faces.deciding.values import Template
from spotter.faces.models import MANIFEST, WEIGHTS
from spotter.faces.network import importing
from spotter.faces.templates.keys import read_keys
from spotter.faces.templates.sealing import SealedTemplate, opened, sealed
from spotter.wire.catalog.people.faces import SealedFace
from support.command_line import refused, said, told
from support.networks.npm_registry import npm_package
from support.records.people_catalog import REPS, PeopleCatalog, people_catalog

LOOKS = np.random.default_rng(3).normal(size=(5, 128)).astype(np.float32)


@pytest.fixture
def catalog(
    tmp_path: Path, redis_client: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PeopleCatalog]:
    url = f"sqlite:///{tmp_path}/gym.sqlite3"
    with people_catalog(url, redis_client, SessionRules(faces=True)) as one:
        monkeypatch.setenv("SPOTTER_CATALOG_ADDRESS", one.address)
        yield one


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "faces.keys"
    assert "for this user only" in said("faces", "new-key", str(path))
    return path


def enrol(catalog: PeopleCatalog, name: str, key_file: Path) -> str:
    member_id = catalog.members.add(name, REPS).member_id
    catalog.sessions.begin("rack-1", member_id, instead=True)
    catalog.faces.begin_enrolment("rack-1", 1)
    made = sealed(Template(member_id, LOOKS), "network", read_keys(key_file), bytes)
    face = SealedFace(made.member_id, made.key_id, made.network, made.sealed)
    catalog.faces.store("rack-1", face)
    return member_id


def test_a_new_key_seals_all_faces_and_the_old_one_opens_none_any_more(
    catalog: PeopleCatalog, key_file: Path
) -> None:
    enrol(catalog, "Anna", key_file)
    before = read_keys(key_file)
    assert told("faces", "rotate", str(key_file))["sealed_anew"] == 1
    after = read_keys(key_file)
    assert list(after.by_id) == [after.current]
    assert after.current != before.current
    (face,) = catalog.faces.listed()
    kept = SealedTemplate(face.member_id, face.key_id, face.network, face.sealed)
    np.testing.assert_array_equal(opened(kept, after).looks, LOOKS)
    assert said("faces", "list") == f"Anna, sealed by the key {after.current}\n"


def test_a_member_s_face_is_withdrawn(catalog: PeopleCatalog, key_file: Path) -> None:
    enrol(catalog, "Anna", key_file)
    enrol(catalog, "Ben", key_file)
    assert said("faces", "withdraw", "anna") == "Anna's face is kept no more.\n"
    assert said("faces", "withdraw", "anna") == "Anna's face was not kept.\n"
    assert [one["name"] for one in told("faces", "list")["faces"]] == ["Ben"]


def test_a_file_of_keys_is_not_written_over(key_file: Path) -> None:
    assert refused("faces", "new-key", str(key_file)) == (
        2,
        f"expected a new file; found {key_file}",
    )


def test_a_package_of_other_weights_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "pull", lambda *_: [])  # the detector is not asked for here
    package = tmp_path / "package.tgz"
    package.write_bytes(npm_package({MANIFEST.member: b"{}", WEIGHTS.member: b"0"}))
    code, words = refused("faces", "import", str(package), "--folder", str(tmp_path))
    assert code == 2
    assert "expected package/model/face_recognition_model" in words
