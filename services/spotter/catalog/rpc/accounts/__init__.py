"""AccountService, in rooms: accounts, sign-ins, tokens and devices."""

from spotter.catalog.rpc.accounts.accounts import AccountCalls
from spotter.catalog.rpc.accounts.desk import Desk
from spotter.catalog.rpc.accounts.devices import DeviceCalls
from spotter.catalog.rpc.accounts.sign_ins import SignInCalls
from spotter.catalog.rpc.accounts.tokens import TokenCalls

__all__ = ["AccountService", "Desk"]


class AccountService(AccountCalls, SignInCalls, TokenCalls, DeviceCalls):
    """Who may sign in, and by what."""
