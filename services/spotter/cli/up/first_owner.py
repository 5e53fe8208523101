"""Invites the first owner, so that somebody can sign in."""

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.errors import ConflictError
from spotter.catalog_client.people.accounts import Accounts
from spotter.cli.accounts.links import invitation_link
from spotter.wire.catalog.people.accounts import Role

_NAME = "Owner"
_SIGN_IN_NAME = "owner"


def invited_owner(channel: CatalogChannel, page: str) -> str:
    """What to tell whoever starts the gym whose ``page`` nobody can sign in to; else nothing.

    The link of an earlier start that nobody used ends. Raises :class:`CatalogAwayError` and
    :class:`RefusedError`.
    """
    accounts = Accounts(channel)
    try:
        invited = accounts.invite(_NAME, _SIGN_IN_NAME, Role.OWNER, only_first=True)
    except ConflictError:
        return ""
    return (
        "Nobody can sign in yet. Become its owner by this link, once, within three days: "
        f"{invitation_link(page, invited.secret)}"
    )
