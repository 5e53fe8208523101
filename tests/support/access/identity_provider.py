"""A small identity provider: OpenID Connect with code and PKCE, which signs in whom it is told."""

import base64
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

import uvicorn
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import RedirectResponse
from joserfc import jwt
from joserfc.jwk import RSAKey

from support.servers.redis_server import free_port
from support.waiting import until

CLIENT, SECRET = "spotter", "a secret of the page"


@dataclass
class IdentityProvider:
    """What it says next: ``claims`` of the person, ``changes`` to what is right."""

    issuer: str
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    claims: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def id_token(self, asked: dict[str, str]) -> str:
        """What it says of the person to whoever asked."""
        now = int(time.time())
        said = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60}
        said |= {"nonce": asked["nonce"], **self.claims, **self.changes}
        return jwt.encode({"alg": "RS256", "kid": "1"}, said, self.key)


def _app(provider: IdentityProvider) -> FastAPI:
    app = FastAPI()

    @app.get("/.well-known/openid-configuration")
    async def described() -> dict[str, str]:
        at = provider.issuer
        return {
            "issuer": at,
            "authorization_endpoint": f"{at}/authorize",
            "token_endpoint": f"{at}/token",
            "jwks_uri": f"{at}/keys",
        }

    @app.get("/authorize")
    async def authorize(request: Request) -> RedirectResponse:
        asked = dict(request.query_params)
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(provider.codes)}"
        provider.codes[code] = asked
        back = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{back}", 302)

    @app.post("/token")
    async def token(request: Request) -> dict[str, str]:
        given = dict(parse_qsl((await request.body()).decode()))
        asked = provider.codes.pop(given["code"])
        shown = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        is_right = (
            create_s256_code_challenge(given["code_verifier"]) == asked["code_challenge"]
            and given["redirect_uri"] == asked["redirect_uri"]
            and request.headers["authorization"] == f"Basic {shown}"
        )
        if not is_right:
            raise HTTPException(400, "invalid_grant")
        said = provider.id_token(asked)
        return {"access_token": "unused", "token_type": "Bearer", "id_token": said}

    @app.get("/keys")
    async def keys() -> dict[str, Any]:
        return {"keys": [provider.key.as_dict(private=False)]}

    return app


@contextmanager
def identity_provider() -> Iterator[IdentityProvider]:
    """Run one until the end of the block."""
    port = free_port()
    provider = IdentityProvider(f"http://127.0.0.1:{port}")
    config = uvicorn.Config(_app(provider), host="127.0.0.1", port=port, log_config=None)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        until(lambda: server.started, what="the identity provider")
        yield provider
    finally:
        server.should_exit = True
        thread.join()
