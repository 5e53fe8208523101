"""Accounts by what is typed: an id, what somebody signs in with, or a part of a name."""

from spotter.catalog_client.people.accounts import Accounts
from spotter.cli.errors import InputError
from spotter.wire.catalog.people.accounts import Account

_MOST_SHOWN = 10


def account(accounts: Accounts, text: str) -> Account:
    """The account that ``text`` names.

    Raises :class:`InputError` for nobody, and for several: it then lists them.
    """
    wanted, known = text.strip().casefold(), accounts.listed()
    exact = [one for one in known if wanted in (one.account_id, one.sign_in_name)]
    if not wanted:
        raise InputError(f"expected a name or an id; found {text!r}")
    fitting = exact or [one for one in known if wanted in one.name.casefold()]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise InputError(f"there is no account named {text!r}")
    lines = [f"expected one account; {text!r} names {len(fitting)}:"]
    lines += [f"  {one.name}  {one.account_id}" for one in fitting[:_MOST_SHOWN]]
    lines += [f"  and {len(fitting) - _MOST_SHOWN} more"] if fitting[_MOST_SHOWN:] else []
    raise InputError("\n".join(lines))
