"""Routes by which people sign in and out."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.api.catalog.v1.account_service_pb2_grpc import AccountServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import DeniedError
from spotter.notifier.views.v1.accounts import sign_in as views
from spotter.notifier.views.v1.rights import MeView, me_view
from spotter.notifier.web.access.asking.agents import agent_in_words
from spotter.notifier.web.access.asking.credentials import address_of, give, shown_by, take_away
from spotter.notifier.web.access.asking.known_secrets import KnownSecrets
from spotter.notifier.web.access.asking.recognising import whoever_from
from spotter.notifier.web.access.asking.secure import insecure_because
from spotter.notifier.web.access.guard import By, Guard
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.wire.catalog.people.accounts import whoever_of

_ANYBODY = needs(Right.SIGN_IN)


@dataclass(frozen=True, slots=True)
class SignInDesk:
    """What signing in takes; with a ``provider`` by name, passwords are refused.

    People open the page at ``public_address``, empty: under whichever of its names.
    """

    catalog: AsyncCatalogChannel
    guard: Guard
    known: KnownSecrets
    is_open: bool = False
    provider: str = ""
    public_address: str = ""

    def problem(self, request: Request) -> str:
        """Why nobody can sign in this way; empty: they can."""
        is_this_machine = self.guard.foreign_because(request) is None
        return insecure_because(request.url.scheme, is_this_machine=is_this_machine)

    def check(self, request: Request, *, by_password: bool = True) -> None:
        """Raise :class:`DeniedError` where nobody may sign in."""
        if problem := self.problem(request):
            raise DeniedError(problem)
        if by_password and self.provider:
            raise DeniedError(f"expected people to sign in by {self.provider}; found a password")


def sign_in_routes(desk: SignInDesk) -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["signing in"])
    _add_ways(router, desk)
    _add_signing_in(router, desk)

    @router.post(
        "/sign-out",
        status_code=204,
        summary="Sign out",
        openapi_extra=needs(Right.OWN_WRITE),
    )
    async def sign_out(request: Request, response: Response, by: By) -> None:
        take_away(response)
        if shown := shown_by(request):
            desk.known.forget(shown.secret)
        if by.sign_in_id:
            ended = pb2.EndSignInsRequest(
                account_id=by.author, sign_in_id=by.sign_in_id, author=by.author
            )
            await desk.catalog.call(AccountServiceStub(desk.catalog.grpc).EndSignIns, ended)

    return router


def _add_ways(router: APIRouter, desk: SignInDesk) -> None:
    @router.get("/sign-in", summary="How people sign in here", openapi_extra=_ANYBODY)
    async def ways(request: Request) -> views.WaysToSignIn:
        return views.WaysToSignIn(
            by_password=not desk.provider,
            provider=desk.provider or None,
            is_open=desk.is_open,
            problem=desk.problem(request),
        )


def _add_signing_in(router: APIRouter, desk: SignInDesk) -> None:
    @router.post("/sign-in", summary="Sign in by a password", openapi_extra=_ANYBODY)
    async def sign_in(given: views.SignInGiven, request: Request, response: Response) -> MeView:
        desk.check(request)
        stub = AccountServiceStub(desk.catalog.grpc)
        asked = pb2.SignInRequest(
            sign_in_name=given.name,
            password=given.password,
            address=address_of(request),
            agent=agent_of(request),
        )
        begun = await desk.catalog.call(stub.SignIn, asked)
        give(response, begun.secret)
        return _view(begun.whoever)

    @router.post(
        "/invitations/accept",
        summary="Choose the password of an invited account, and sign in",
        openapi_extra=_ANYBODY,
    )
    async def accept(
        given: views.InvitationAccepted, request: Request, response: Response
    ) -> MeView:
        desk.check(request)
        stub = AccountServiceStub(desk.catalog.grpc)
        asked = pb2.AcceptInvitationRequest(
            secret=given.secret, password=given.password, agent=agent_of(request)
        )
        begun = await desk.catalog.call(stub.AcceptInvitation, asked)
        give(response, begun.secret)
        return _view(begun.whoever)


def agent_of(request: Request) -> str:
    """The browser in words."""
    return agent_in_words(request.headers.get("user-agent", ""))


def _view(whoever: pb2.Whoever) -> MeView:
    return me_view(whoever_from(whoever_of(whoever), ()))
