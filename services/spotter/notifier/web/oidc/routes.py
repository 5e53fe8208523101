"""Routes by which browsers go to the identity provider and come back; all answers are redirects."""

import secrets
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.api.catalog.v1.account_service_pb2_grpc import AccountServiceStub
from spotter.catalog_client.errors import CatalogAwayError, RefusedError
from spotter.notifier.errors import ProviderError
from spotter.notifier.web.access.asking.credentials import cookie_in, give
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.oidc.attempt import COOKIE, LASTS_S, Attempt, attempt_in, own_page
from spotter.notifier.web.oidc.groups import role_of
from spotter.notifier.web.oidc.provider import Named, Provider
from spotter.notifier.web.v1.accounts.sign_in import SignInDesk, agent_of
from spotter.wire.catalog.people.accounts import ROLES

_PATH = "/api/sign-in/provider"
_SEE_OTHER = 303
_ANYBODY = needs(Right.SIGN_IN)
_Given = Annotated[str, Query(max_length=4096)]


def provider_routes(desk: SignInDesk, provider: Provider, public_address: str) -> APIRouter:
    """The routes; the page is at ``public_address``, or where it was asked for if that is empty."""
    router = APIRouter(include_in_schema=False)

    def came_back(request: Request) -> str:
        return f"{public_address or str(request.base_url).rstrip('/')}{_PATH}/back"

    @router.get(_PATH, openapi_extra=_ANYBODY)
    async def go(request: Request, to: _Given = "") -> RedirectResponse:
        attempt = Attempt.new(own_page(to), lambda: secrets.token_urlsafe(32))
        try:
            desk.check(request, by_password=False)
            address = await provider.address(attempt, came_back(request))
        except (ProviderError, RefusedError) as error:
            return _refused(error)
        return _sent(address, attempt)

    @router.get(f"{_PATH}/back", openapi_extra=_ANYBODY)
    async def back(
        request: Request, code: _Given = "", state: _Given = "", error: _Given = ""
    ) -> RedirectResponse:
        try:
            attempt = _checked(cookie_in(request, COOKIE), state, code, error)
            named = await provider.named(code, attempt, came_back(request))
            secret = await _begun(desk, provider, named, agent_of(request))
        except (ProviderError, RefusedError, CatalogAwayError) as problem:
            return _refused(problem)
        response = RedirectResponse(f"/{attempt.to}", _SEE_OTHER)
        give(response, secret)
        _forget(response)
        return response

    return router


def _sent(address: str, attempt: Attempt) -> RedirectResponse:
    """To the provider, with a cookie by which the browser is known when it comes back."""
    response = RedirectResponse(address, _SEE_OTHER)
    response.set_cookie(
        COOKIE,
        attempt.text(),
        max_age=LASTS_S,
        path="/",
        secure=True,
        httponly=True,
        samesite="lax",
    )
    return response


def _checked(cookie: str, state: str, code: str, error: str) -> Attempt:
    """The attempt that comes back with a code. Raises :class:`ProviderError`."""
    attempt = attempt_in(cookie)
    if attempt is None or not secrets.compare_digest(attempt.state.encode(), state.encode()):
        raise ProviderError("this sign-in was begun elsewhere, or long ago: begin again")
    if not code:
        raise ProviderError(f"the identity provider says: {error or 'nothing'}")
    return attempt


async def _begun(desk: SignInDesk, provider: Provider, named: Named, agent: str) -> str:
    """The secret of a sign-in that begins."""
    role = role_of(named.groups, provider.client.roles)
    if role is None:
        raise ProviderError("none of your groups has a role here: ask who looks after the gym")
    request = pb2.SignInByIdentityRequest(
        issuer=provider.client.issuer,
        subject=named.subject,
        name=named.name,
        role=ROLES.label(role),
        agent=agent,
    )
    stub = AccountServiceStub(desk.catalog.grpc)
    begun = await desk.catalog.call(stub.SignInByIdentity, request)
    return begun.secret


def _refused(error: Exception) -> RedirectResponse:
    """Back to the page for signing in, which says why."""
    response = RedirectResponse(f"/sign-in?{urlencode({'problem': str(error)})}", _SEE_OTHER)
    _forget(response)
    return response


def _forget(response: RedirectResponse) -> None:
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
