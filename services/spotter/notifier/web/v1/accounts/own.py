"""Routes for one's own account."""

from uuid import UUID

from fastapi import APIRouter

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.api.catalog.v1.account_service_pb2_grpc import AccountServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import DeniedError
from spotter.notifier.views.v1.accounts import accounts as views
from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs

_READ, _WRITE = needs(Right.OWN_READ), needs(Right.OWN_WRITE)


def own_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The routes; a token has no sign-ins, and makes no other token."""
    router = APIRouter(prefix="/own", tags=["own account"])
    _add_sign_ins(router, catalog)
    _add_tokens(router, catalog)
    return router


def _add_sign_ins(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.put("/password", status_code=204, summary="Change it", openapi_extra=_WRITE)
    async def change_password(given: views.PasswordGiven, by: By) -> None:
        request = pb2.ChangePasswordRequest(
            account_id=_own(by),
            present=given.present,
            password=given.password,
            sign_in_id=by.sign_in_id,
        )
        await catalog.call(AccountServiceStub(catalog.grpc).ChangePassword, request)

    @router.get("/sign-ins", summary="Where one is signed in", openapi_extra=_READ)
    async def sign_ins(by: By) -> list[views.SignInView]:
        request = pb2.ListSignInsRequest(account_id=_own(by))
        found = await catalog.call(AccountServiceStub(catalog.grpc).ListSignIns, request)
        return [views.sign_in_view(one, by.sign_in_id) for one in found.sign_ins]

    @router.delete(
        "/sign-ins/{sign_in_id}", status_code=204, summary="End one", openapi_extra=_WRITE
    )
    async def end(sign_in_id: UUID, by: By) -> None:
        request = pb2.EndSignInsRequest(
            account_id=_own(by), sign_in_id=str(sign_in_id), author=by.author
        )
        await catalog.call(AccountServiceStub(catalog.grpc).EndSignIns, request)


def _add_tokens(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.get("/tokens", summary="Tokens for programs, latest first", openapi_extra=_READ)
    async def tokens(by: By) -> list[views.TokenView]:
        request = pb2.ListTokensRequest(account_id=_own(by))
        found = await catalog.call(AccountServiceStub(catalog.grpc).ListTokens, request)
        return [views.token_view(one) for one in found.tokens]

    @router.post("/tokens", status_code=201, summary="Make one", openapi_extra=_WRITE)
    async def make(given: views.TokenGiven, by: By) -> views.TokenMade:
        request = pb2.CreateTokenRequest(
            account_id=_own(by),
            label=given.label,
            rights=[right.value for right in given.rights],
            days=given.days,
            author=by.author,
        )
        made = await catalog.call(AccountServiceStub(catalog.grpc).CreateToken, request)
        return views.TokenMade(token=views.token_view(made.token), secret=made.secret)

    @router.delete("/tokens/{token_id}", status_code=204, summary="End one", openapi_extra=_WRITE)
    async def revoke(token_id: UUID, by: By) -> None:
        _own(by)
        request = pb2.RevokeTokenRequest(token_id=str(token_id), author=by.author)
        await catalog.call(AccountServiceStub(catalog.grpc).RevokeToken, request)


def _own(by: Whoever) -> str:
    """Whose account it is. Raises :class:`DeniedError` for whoever has not signed in."""
    if not by.sign_in_id:
        raise DeniedError("expected somebody who has signed in; found a token, or an open gym")
    return by.author
