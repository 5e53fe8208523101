"""Templates are sealed to their member, by keys that are kept elsewhere."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from spotter.faces.deciding.values import Template
from spotter.faces.errors import KeyFileError, SealError
from spotter.faces.templates.keys import Keys, read_keys, write_keys
from spotter.faces.templates.sealing import opened, sealed

KEYS = Keys("2026", {"2026": bytes(range(32))})
LOOKS = np.random.default_rng(1).normal(size=(5, 128)).astype(np.float32)
ANNA = Template("anna", LOOKS)


def nonce(length: int) -> bytes:
    return bytes([7] * length)


def test_a_template_is_what_it_was_after_it_was_sealed_and_opened() -> None:
    kept = sealed(ANNA, "network", KEYS, nonce)
    assert opened(kept, KEYS).member_id == "anna"
    np.testing.assert_array_equal(opened(kept, KEYS).looks, LOOKS)
    assert LOOKS.tobytes()[:16] not in kept.sealed
    assert len(kept.sealed) == 12 + LOOKS.nbytes + 16
    assert "sealed" not in repr(kept)


def test_a_template_opens_for_its_member_its_key_and_its_network_only() -> None:
    kept = sealed(ANNA, "network", KEYS, nonce)
    changed = bytes([kept.sealed[0] ^ 1]) + kept.sealed[1:]
    for other in (
        replace(kept, member_id="ben"),
        replace(kept, network="another"),
        replace(kept, sealed=changed),
        replace(kept, sealed=b""),
        replace(kept, key_id="2025"),
    ):
        with pytest.raises(SealError):
            opened(other, KEYS)


def test_a_new_key_seals_and_the_old_one_still_opens_until_it_is_dropped() -> None:
    kept = sealed(ANNA, "network", KEYS, nonce)
    rotated = KEYS.rotated("2027", bytes(32))
    np.testing.assert_array_equal(opened(kept, rotated).looks, LOOKS)
    anew = sealed(opened(kept, rotated), "network", rotated, nonce)
    assert anew.key_id == "2027"
    opened(anew, rotated.only_current())
    with pytest.raises(SealError):
        opened(kept, rotated.only_current())
    with pytest.raises(KeyFileError, match="taken"):
        rotated.rotated("2026", bytes(32))


def test_keys_are_kept_in_a_file_that_only_its_owner_may_read(tmp_path: Path) -> None:
    path = tmp_path / "faces.keys"
    write_keys(path, KEYS)
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_keys(path) == KEYS
    assert "by_id" not in repr(KEYS)
    path.chmod(0o640)
    with pytest.raises(KeyFileError, match="chmod 600"):
        read_keys(path)


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"current": "a"}', '{"current": "a", "keys": {"a": "AAAA"}}', '{"keys": []}'],
)
def test_a_file_of_something_else_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "faces.keys"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(KeyFileError, match="expected"):
        read_keys(path)
