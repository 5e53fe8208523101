"""The keys of sealed templates, in a file outside the database."""

import base64
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from spotter.faces.errors import KeyFileError

_KEY_BYTES = 32
_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of 32 bytes by their ids; the ``current`` one seals, all open.

    Raises :class:`KeyFileError` if the current one is missing or a key has another length.
    """

    current: str
    by_id: Mapping[str, bytes] = field(repr=False)

    def __post_init__(self) -> None:
        if self.current not in self.by_id:
            raise KeyFileError(f"expected the current key {self.current!r} among the keys")
        if any(len(key) != _KEY_BYTES for key in self.by_id.values()):
            raise KeyFileError(f"expected keys of {_KEY_BYTES} bytes; found another")

    def rotated(self, key_id: str, key: bytes) -> "Keys":
        """With a new current key; the others still open what they sealed.

        Raises :class:`KeyFileError` if the id is taken.
        """
        if key_id in self.by_id:
            raise KeyFileError(f"expected a new id for a key; {key_id!r} is taken")
        return Keys(key_id, {**self.by_id, key_id: key})

    def only_current(self) -> "Keys":
        """Without the keys that nothing is sealed by any more."""
        return Keys(self.current, {self.current: self.by_id[self.current]})


def read_keys(path: Path) -> Keys:
    """The keys in a file that only its owner may read; raises :class:`KeyFileError`."""
    try:
        mode, text = path.stat().st_mode, path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KeyFileError(f"expected the keys of faces at {path}: {error}") from error
    if mode & _OTHERS:
        raise KeyFileError(f"expected {path} to be its owner's only; run chmod 600 {path}")
    try:
        said = json.loads(text)
        keys = {name: base64.b64decode(key, validate=True) for name, key in said["keys"].items()}
        return Keys(said["current"], keys)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeyFileError(f"expected keys of faces in {path}; found something else") from error


def write_keys(path: Path, keys: Keys) -> None:
    """Write the keys in one step, for their owner only; raises :class:`OSError`."""
    coded = {name: base64.b64encode(key).decode() for name, key in keys.by_id.items()}
    draft = path.with_name(f".{path.name}.draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({"current": keys.current, "keys": coded}, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
