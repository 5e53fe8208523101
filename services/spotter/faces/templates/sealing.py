"""Seals templates by AES-256-GCM, each to its member, and opens them."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from spotter.faces.deciding.values import LENGTH, Template
from spotter.faces.errors import FacesError, SealError
from spotter.faces.templates.keys import Keys

NONCE_BYTES = 12
_NUMBER = np.dtype("<f4")


@dataclass(frozen=True, slots=True)
class SealedTemplate:
    """A template that only a key opens: the nonce and then what AES-256-GCM made of it.

    ``network`` names what made its numbers; those of another mean nothing to this one.
    """

    member_id: str
    key_id: str
    network: str
    sealed: bytes = field(repr=False)


def sealed(
    template: Template, network: str, keys: Keys, random_bytes: Callable[[int], bytes]
) -> SealedTemplate:
    """Seal a template by the current key; ``random_bytes`` must be unpredictable."""
    nonce = random_bytes(NONCE_BYTES)
    plain = template.looks.astype(_NUMBER).tobytes()
    about = _about(template.member_id, keys.current, network)
    content = nonce + AESGCM(keys.by_id[keys.current]).encrypt(nonce, plain, about)
    return SealedTemplate(template.member_id, keys.current, network, content)


def opened(template: SealedTemplate, keys: Keys) -> Template:
    """The template; raises :class:`SealError` if it is another's, was changed, or lacks its key."""
    key = keys.by_id.get(template.key_id)
    if key is None:
        raise SealError(f"expected the key {template.key_id!r} of a template; found others")
    nonce, content = template.sealed[:NONCE_BYTES], template.sealed[NONCE_BYTES:]
    about = _about(template.member_id, template.key_id, template.network)
    try:
        plain = AESGCM(key).decrypt(nonce, content, about)
        looks = np.frombuffer(plain, _NUMBER).reshape(-1, LENGTH).astype(np.float32)
        return Template(template.member_id, looks)
    except (InvalidTag, ValueError, FacesError) as error:
        raise SealError(f"a template of {template.member_id} cannot be opened") from error


def _about(member_id: str, key_id: str, network: str) -> bytes:
    """What a sealed template is bound to."""
    return f"{member_id}\n{key_id}\n{network}".encode()
