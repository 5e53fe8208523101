"""The real pip, with a wheel made here instead of the package index."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from spotter.estimators.errors import PullError
from spotter.estimators.models.catalogue import MEDIAPIPE, Model, ModelCache, ModelState, Source
from spotter.estimators.models.pull import pull

WHEEL = replace(MEDIAPIPE, package="somenetworks", version="1.0")
CONTENTS = {"networks/one.tflite": b"one" * 1000, "networks/two.tflite": b"two" * 1000}


def model(member: str, content: bytes) -> Model:
    return Model(
        name=Path(member).stem,
        purpose="a test",
        licence="Apache-2.0",
        source=WHEEL,
        member=member,
        size_bytes=len(content),
        sha256=sha256(content).hexdigest(),
    )


ONE, TWO = (model(member, content) for member, content in CONTENTS.items())


@pytest.fixture
def models(tmp_path: Path) -> ModelCache:
    return ModelCache(tmp_path / "not" / "there yet")


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder as pip's only source of wheels."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def wheel(index: Path) -> Path:
    path = index / "somenetworks-1.0-cp311-cp311-manylinux_2_28_x86_64.whl"
    about = "somenetworks-1.0.dist-info"
    with ZipFile(path, "w") as archive:
        for member, content in CONTENTS.items():
            archive.writestr(member, content)
        archive.writestr(
            f"{about}/METADATA", "Metadata-Version: 2.1\nName: somenetworks\nVersion: 1.0\n"
        )
        archive.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nTag: cp311-cp311-manylinux_2_28_x86_64\n"
        )
        archive.writestr(f"{about}/RECORD", "")
    return path


def unheard(source: Source, received_bytes: int) -> None:
    """Ignore the progress."""


@pytest.mark.usefixtures("wheel")
def test_missing_models_are_extracted_from_their_wheel(models: ModelCache) -> None:
    assert pull([ONE, TWO], models, unheard) == [ONE, TWO]
    assert models.read(ONE) == CONTENTS[ONE.member]
    assert models.read(TWO) == CONTENTS[TWO.member]
    assert {path.name for path in models.folder.iterdir()} == {"one.tflite", "two.tflite"}


@pytest.mark.usefixtures("index")
def test_ready_models_are_not_fetched_again(models: ModelCache) -> None:
    models.folder.mkdir(parents=True)
    models.path(ONE).write_bytes(CONTENTS[ONE.member])
    assert pull([ONE], models, unheard) == []


@pytest.mark.usefixtures("wheel")
def test_a_damaged_model_is_replaced_and_the_others_are_kept(models: ModelCache) -> None:
    models.folder.mkdir(parents=True)
    models.path(ONE).write_bytes(b"damaged")
    models.path(TWO).write_bytes(CONTENTS[TWO.member])
    written = models.path(TWO).stat().st_mtime_ns
    assert pull([ONE, TWO], models, unheard) == [ONE]
    assert models.state(ONE) is ModelState.READY
    assert models.path(TWO).stat().st_mtime_ns == written


@pytest.mark.usefixtures("index")
def test_a_missing_wheel_is_reported_with_pip_s_message(models: ModelCache) -> None:
    with pytest.raises(PullError, match=r"(?s)somenetworks 1\.0: .*No matching distribution"):
        pull([ONE], models, unheard)
    assert models.state(ONE) is ModelState.MISSING


@pytest.mark.usefixtures("wheel")
def test_a_file_with_another_checksum_is_refused_and_the_cache_kept(models: ModelCache) -> None:
    other = replace(ONE, sha256=sha256(b"another").hexdigest())
    models.folder.mkdir(parents=True)
    models.path(other).write_bytes(b"what was there before")
    with pytest.raises(PullError, match=r"another networks/one\.tflite: expected 3000 bytes"):
        pull([other], models, unheard)
    assert models.path(other).read_bytes() == b"what was there before"


@pytest.mark.usefixtures("wheel")
def test_a_wheel_without_the_file_is_reported(models: ModelCache) -> None:
    absent = replace(ONE, member="networks/three.tflite")
    with pytest.raises(PullError, match=r"no readable networks/three\.tflite"):
        pull([absent], models, unheard)


def test_a_file_that_is_not_an_archive_is_reported(models: ModelCache, wheel: Path) -> None:
    wheel.write_bytes(b"this is no archive")
    with pytest.raises(PullError, match=r"somenetworks 1\.0"):
        pull([ONE], models, unheard)


@pytest.mark.usefixtures("wheel")
def test_concurrent_pulls_leave_intact_models(models: ModelCache) -> None:
    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(pull, [ONE, TWO], models, unheard) for _ in range(3)]:
            done.result()
    assert models.read(ONE) == CONTENTS[ONE.member]
    assert {path.name for path in models.folder.iterdir()} == {"one.tflite", "two.tflite"}
