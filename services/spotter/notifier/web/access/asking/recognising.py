"""Asks the catalog whom a secret stands for, and remembers it for a moment."""

from collections.abc import AsyncIterator, Iterable

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.api.catalog.v1.account_service_pb2_grpc import AccountServiceStub
from spotter.api.catalog.v1.class_service_pb2 import GetClassRequest
from spotter.api.catalog.v1.class_service_pb2_grpc import ClassServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import CatalogAwayError, UnknownError, UnrecognisedError
from spotter.notifier.web.access.asking.known_secrets import KnownSecrets
from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.notifier.web.access.rights.roles import rights_of
from spotter.notifier.web.access.scope import scope_of
from spotter.wire.catalog.people import accounts
from spotter.wire.catalog.people.classes import ClassPlan, class_of

_ANSWER_S = 3.0


class Recogniser:
    """Says who asks; what it says is a few seconds old at most, or a minute without a catalog."""

    def __init__(self, catalog: AsyncCatalogChannel, known: KnownSecrets) -> None:
        self._catalog = catalog
        self._known = known

    async def __call__(self, secret: str) -> Whoever | None:
        """Whom it stands for; None: nobody. Raises CatalogAwayError if that cannot be said."""
        if found := self._known.fresh(secret):
            return found
        asked_in = self._known.round
        try:
            whoever = await self._asked(secret)
        except UnrecognisedError:
            self._known.forget(secret)
            return None
        except CatalogAwayError:
            if lately := self._known.lately(secret):
                return lately
            raise
        self._known.note(secret, whoever, asked_in)
        return whoever

    async def _asked(self, secret: str) -> Whoever:
        stub = AccountServiceStub(self._catalog.grpc)
        request = pb2.AuthenticateRequest(secret=secret)
        answer = await self._catalog.call(stub.Authenticate, request, timeout_s=_ANSWER_S)
        found = accounts.whoever_of(answer.whoever)
        return whoever_from(found, [one async for one in self._classes(found.scope.class_ids)])

    async def _classes(self, class_ids: Iterable[str]) -> AsyncIterator[ClassPlan]:
        stub = ClassServiceStub(self._catalog.grpc)
        for class_id in class_ids:
            request = GetClassRequest(class_id=class_id)
            try:
                found = await self._catalog.call(stub.GetClass, request, timeout_s=_ANSWER_S)
            except UnknownError:
                continue
            yield class_of(found.gym_class).plan


def whoever_from(found: accounts.Whoever, classes: Iterable[ClassPlan]) -> Whoever:
    """Who asks, as the catalog says; ``classes`` are those that a trainer is limited to."""
    scope = scope_of(found, classes)
    rights = rights_of(
        found.role, sees_everybody=scope.is_everything, at_most=found.rights or frozenset()
    )
    return Whoever(
        found.account_id,
        found.name,
        found.role,
        rights,
        scope,
        found.member_id,
        found.station_id,
        found.sign_in_id,
    )
