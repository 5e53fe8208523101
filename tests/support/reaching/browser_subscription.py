"""A browser's side of Web Push: its keys, and how it reads a message (RFC 8188, 8291 and 8292).

It is written from the RFCs and shares no code with what seals the messages.
"""

import base64
import json
from dataclasses import dataclass, field
from typing import Any

import jwt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from spotter.api.catalog.v1 import delivery_service_pb2 as pb2
from support.reaching.receiver import Received

_SALT, _KEY_ID, _LAST_RECORD = 16, 21, 2
AUTH = bytes(range(16))


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that subscribed at ``endpoint``."""

    endpoint: str
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    @property
    def address(self) -> pb2.Address:
        """What its Push API gives."""
        return pb2.Address(
            web_push=pb2.PushSubscription(
                endpoint=self.endpoint, p256dh=base64url(self._point), auth=base64url(AUTH)
            )
        )

    @property
    def shown(self) -> dict[str, Any]:
        """The same as JSON, as pages read it."""
        keys = {"p256dh": base64url(self._point), "auth": base64url(AUTH)}
        return {"endpoint": self.endpoint, "keys": keys}

    def read(self, received: Received) -> dict[str, Any]:
        """The message that was sent. Raises ``InvalidTag`` for one that is not for this browser."""
        assert received.headers["content-encoding"] == "aes128gcm"
        body = received.body
        salt, length = body[:_SALT], body[_KEY_ID - 1]
        theirs, sealed = body[_KEY_ID : _KEY_ID + length], body[_KEY_ID + length :]
        shared = self.private.exchange(
            ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        )
        secret = _derived(shared, AUTH, b"WebPush: info\0" + self._point + theirs, 32)
        key = _derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _derived(secret, salt, b"Content-Encoding: nonce\0", 12)
        padded = AESGCM(key).decrypt(nonce, sealed, None)
        text, _, padding = padded.rpartition(bytes([_LAST_RECORD]))
        assert not padding.strip(b"\0")
        said: dict[str, Any] = json.loads(text)
        return said

    @property
    def _point(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def claims(received: Received, public_key: str) -> dict[str, Any]:
    """Who says that they sent it; raises jwt's error unless it is signed by ``public_key``."""
    scheme, _, parts = received.headers["authorization"].partition(" ")
    said = dict(part.strip().split("=", 1) for part in parts.split(","))
    assert (scheme, said["k"]) == ("vapid", public_key)
    point = base64.urlsafe_b64decode(public_key + "=" * (-len(public_key) % 4))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    found: dict[str, Any] = jwt.decode(
        said["t"], key, algorithms=["ES256"], options={"verify_aud": False}
    )
    return found


def base64url(data: bytes) -> str:
    """Without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)
