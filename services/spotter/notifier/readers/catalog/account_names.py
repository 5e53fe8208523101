"""The names of those who do something about alerts."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet

from spotter.api.catalog.v1.account_service_pb2 import ListAccountsRequest
from spotter.api.catalog.v1.account_service_pb2_grpc import AccountServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import CatalogAwayError, RefusedError
from spotter.notifier.readers.catalog.asking_times import ANSWER_S
from spotter.wire.catalog.checks import LOCAL_AUTHOR

_HAS_LEFT = "somebody who has left"
_ALWAYS = {LOCAL_AUTHOR: "somebody at Spotter's machine", "spotter": "Spotter"}


class AccountNames:
    """Asks the catalog for the names of accounts that are not known yet."""

    def __init__(self, catalog: AsyncCatalogChannel) -> None:
        self._catalog = catalog
        self._names = dict(_ALWAYS)

    def name_of(self, author: str) -> str:
        """The name of an author; an erased account's is gone."""
        return self._names.get(author, _HAS_LEFT)

    async def learn(self, authors: AbstractSet[str]) -> None:
        """Ask unless all of them are known; goes on without their names if nobody answers."""
        if self._names.keys() >= authors:
            return
        stub = AccountServiceStub(self._catalog.grpc)
        try:
            found = await self._catalog.call(
                stub.ListAccounts, ListAccountsRequest(), timeout_s=ANSWER_S
            )
        except (CatalogAwayError, RefusedError):
            return
        self._names = dict.fromkeys(authors, _HAS_LEFT) | _ALWAYS
        self._names |= {one.account_id: one.name for one in found.accounts}

    def forget(self) -> None:
        """Ask again: an account has changed."""
        self._names = dict(_ALWAYS)


async def named(names: AccountNames, authors: Iterable[str]) -> Callable[[str], str]:
    """What gives the names of these authors."""
    await names.learn(set(authors))
    return names.name_of
