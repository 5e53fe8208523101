"""What all calls about accounts answer from."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from spotter.api.catalog.v1.account_service_pb2_grpc import AccountServiceServicer
from spotter.catalog.accounts.attempts import Attempts
from spotter.catalog.accounts.ends import Ends
from spotter.catalog.accounts.shown_secrets import MakeRandom, SecretKind
from spotter.catalog.accounts.signing_in import SigningIn
from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.wire.catalog.checks import checked_author


@dataclass(frozen=True, slots=True)
class Desk:
    """The database, how sign-ins end, whom to tell of changes, the clock, and chance.

    ``announce`` is told the id of an account or a device; ``now_us`` is the wall clock's time in
    microseconds; ``random_bytes`` makes as many as it is asked for.
    """

    database: Database
    ends: Ends
    announce: Callable[[str], None]
    now_us: Callable[[], int]
    random_bytes: Callable[[int], bytes] = secrets.token_bytes
    make_random: MakeRandom = field(default=lambda: secrets.token_urlsafe(32))

    def secret(self, kind: SecretKind) -> str:
        """A new secret."""
        return kind + self.make_random()

    def signed(self, author: str) -> Signature:
        """Who changes something now. Raises :class:`WireError` for nobody."""
        return Signature(checked_author(author), self.now_us())


class Calls(AccountServiceServicer):
    """A part of AccountService."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._signing_in = SigningIn(desk.database, desk.ends, desk.make_random, desk.now_us)
        self._codes = Attempts()
