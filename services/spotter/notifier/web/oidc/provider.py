"""Asks an identity provider: where to sign in, and who came back (OpenID Connect Core 1.0)."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from spotter.notifier.errors import ProviderError
from spotter.notifier.web.oidc.attempt import Attempt
from spotter.wire.catalog.people.accounts import Role

_ANSWER_S = 10.0
_LEEWAY_S = 60
_ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
_METADATA = ".well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class Client:
    """What we are to the provider, and what its groups mean here."""

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    scopes: str
    groups_claim: str
    roles: Mapping[str, Role]
    name: str


@dataclass(frozen=True, slots=True)
class Named:
    """Whom the provider has named."""

    subject: str
    name: str
    groups: tuple[str, ...]


class Provider:
    """An identity provider. All methods raise :class:`ProviderError`."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._metadata: dict[str, Any] = {}

    async def address(self, attempt: Attempt, redirect_uri: str) -> str:
        """Where to send the browser."""
        metadata = await self._described()
        address: str = prepare_grant_uri(
            metadata["authorization_endpoint"],
            client_id=self.client.client_id,
            response_type="code",
            redirect_uri=redirect_uri,
            scope=self.client.scopes,
            state=attempt.state,
            nonce=attempt.nonce,
            code_challenge=create_s256_code_challenge(attempt.verifier),
            code_challenge_method="S256",
        )
        return address

    async def named(self, code: str, attempt: Attempt, redirect_uri: str) -> Named:
        """Who comes back with a ``code``."""
        metadata = await self._described()
        answer = await _asked(
            "POST",
            metadata["token_endpoint"],
            data={
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": redirect_uri,
                "code_verifier": attempt.verifier,
                "client_id": self.client.client_id,
            },
            auth=(self.client.client_id, self.client.secret),
        )
        keys = await _asked("GET", metadata["jwks_uri"])
        return self._checked(str(answer.get("id_token", "")), keys, attempt.nonce)

    def _checked(self, id_token: str, keys: dict[str, Any], nonce: str) -> Named:
        """Core 1.0, 3.1.3.7: whose token it is, for whom, and that it is of this attempt."""
        rules = jwt.JWTClaimsRegistry(
            now=int(time.time()),
            leeway=_LEEWAY_S,
            iss={"essential": True, "value": self.client.issuer},
            aud={"essential": True, "value": self.client.client_id},
            sub={"essential": True},
            exp={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        try:
            claims = jwt.decode(id_token, KeySet.import_key_set(keys), _ALGORITHMS).claims  # type: ignore[arg-type]
            rules.validate(claims)
        except (JoseError, ValueError, TypeError) as error:
            raise ProviderError(f"the identity provider's word does not hold: {error}") from error
        if claims.get("azp", self.client.client_id) != self.client.client_id:
            raise ProviderError("the identity provider's word is for another program")
        groups = claims.get(self.client.groups_claim) or ()
        groups = (groups,) if isinstance(groups, str) else groups
        name = claims.get("name") or claims.get("preferred_username") or claims["sub"]
        return Named(str(claims["sub"]), str(name), tuple(map(str, groups)))

    async def _described(self) -> dict[str, Any]:
        if not self._metadata:
            issuer = self.client.issuer
            found = await _asked("GET", urljoin(f"{issuer.rstrip('/')}/", _METADATA))
            if found.get("issuer") != issuer:
                raise ProviderError(
                    f"expected the identity provider to be {issuer}; found {found.get('issuer')}"
                )
            self._metadata = found
        return self._metadata


async def _asked(method: str, address: str, **options: Any) -> dict[str, Any]:  # noqa: ANN401 - httpx's
    try:
        async with httpx.AsyncClient(timeout=_ANSWER_S) as http:
            answer = await http.request(method, address, **options)
            answer.raise_for_status()
            found = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        words = f"the identity provider does not answer as expected: {error}"
        raise ProviderError(words) from error
    if not isinstance(found, dict):
        raise ProviderError("the identity provider does not answer as expected: no object")
    return found
