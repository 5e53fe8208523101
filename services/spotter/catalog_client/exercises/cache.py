"""Exercises kept on disk, for when the catalog is away: versions by digest, and which are live."""

import json
import os
import tempfile
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from string import hexdigits

import structlog

_MOST_BYTES = 256 * 1024 * 1024
_KEPT_S = 24 * 3600.0
"""So long jobs and pages find a version that is no longer live while the catalog is away."""
_LIVE = "live.json"
_SUFFIX = ".reference"
_UNFINISHED = ".unfinished"
"""Of a file whose process was killed while it wrote; it goes as former versions do."""
_DIGEST_LENGTH = 64


class ExerciseCache:
    """A folder that several processes may share; it is made at the first write.

    A file is written whole or not at all, and what is read is checked. A folder that cannot be
    written to is no error: it is said once, and the catalog is asked more often. A file's time is
    when it was fetched, or live for the last time; ``clock`` returns seconds since the Unix epoch.
    """

    def __init__(
        self,
        folder: Path,
        *,
        most_bytes: int = _MOST_BYTES,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._clock = clock
        self._problem: str | None = None

    def data(self, digest: str) -> bytes | None:
        """The bytes with that SHA-256; None if they are not kept, or damaged."""
        path = self._path(digest)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if sha256(data).hexdigest() != digest:
            _drop(path)
            return None
        return data

    def keep(self, digest: str, data: bytes) -> bool:
        """Keep the bytes with that SHA-256; false if they cannot be written.

        Those that have not been live for longest go when it is too much.
        """
        is_kept = self._write(self._path(digest), data)
        self._touch(digest)
        self._drop_beyond(self._most_bytes)
        return is_kept

    def drop_former(self, live: Collection[str]) -> None:
        """Drop what is not ``live`` and has not been for a day, however often it is read.

        The catalog gives it again if it still has it: not if somebody was erased who was in it.
        """
        for digest in live:
            self._touch(digest)
        before_s = self._clock() - _KEPT_S
        for path, status in [*self._found(_SUFFIX), *self._found(_UNFINISHED)]:
            if path.stem not in live and status.st_mtime < before_s:
                _drop(path)

    def live(self) -> dict[str, str] | None:
        """The digest of each exercise's live version by its name; None if that is not kept."""
        try:
            said = json.loads((self._folder / _LIVE).read_bytes())
        except (OSError, ValueError):
            return None
        if not isinstance(said, dict) or not all(_is_digest(one) for one in said.values()):
            return None
        return said

    def keep_live(self, live: Mapping[str, str]) -> None:
        """Keep the digest of each exercise's live version by its name."""
        self._write(self._folder / _LIVE, json.dumps(live, ensure_ascii=False).encode())

    def _path(self, digest: str) -> Path:
        if not _is_digest(digest):
            raise ValueError(f"expected a SHA-256 of 64 hexadecimal digits; found {digest[:80]!r}")
        return self._folder / f"{digest}{_SUFFIX}"

    def _touch(self, digest: str) -> None:
        with suppress(OSError):
            os.utime(self._path(digest), (self._clock(),) * 2)

    def _write(self, path: Path, data: bytes) -> bool:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                dir=self._folder, suffix=_UNFINISHED, delete=False
            ) as unfinished:
                try:
                    unfinished.write(data)
                    unfinished.close()
                    Path(unfinished.name).replace(path)
                except OSError:
                    Path(unfinished.name).unlink(missing_ok=True)
                    raise
        except OSError as error:
            self._say(f"{error.strerror}")
            return False
        self._problem = None
        return True

    def _say(self, problem: str) -> None:
        if problem != self._problem:
            structlog.get_logger().warning(
                "exercises cannot be kept for when the catalog is away",
                folder=str(self._folder),
                reason=problem,
            )
        self._problem = problem

    def _drop_beyond(self, most_bytes: int) -> None:
        kept = sorted(self._found(_SUFFIX), key=lambda one: one[1].st_mtime_ns, reverse=True)
        total = 0
        for path, status in kept:
            total += status.st_size
            if total > most_bytes:
                _drop(path)

    def _found(self, suffix: str) -> list[tuple[Path, os.stat_result]]:
        found = []
        for path in self._folder.glob(f"*{suffix}"):
            try:
                found.append((path, path.stat()))
            except OSError:  # another process has just dropped it
                continue
        return found


def _is_digest(text: object) -> bool:
    return isinstance(text, str) and len(text) == _DIGEST_LENGTH and set(text) <= set(hexdigits)


def _drop(path: Path) -> None:
    with suppress(OSError):  # the folder may be read-only
        path.unlink(missing_ok=True)
