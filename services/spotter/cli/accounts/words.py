"""What is said of accounts."""

from spotter.movement.values.text import counted
from spotter.wire.catalog.people.accounts import Account, Scope


def state(account: Account) -> str:
    """Whether somebody may sign in, in a word or two."""
    if account.is_disabled:
        return "disabled"
    if account.is_invited:
        return "invited"
    return "by an identity provider" if account.is_external else "active"


def sees(scope: Scope) -> str:
    """Whom a trainer sees, in words."""
    if scope.is_everybody:
        return "everybody"
    parts = (
        (scope.class_ids, "class"),
        (scope.station_ids, "station"),
        (scope.member_ids, "member"),
    )
    return ", ".join(counted(len(ids), what) for ids, what in parts if ids)


def in_a_line(account: Account) -> str:
    """An account in a line."""
    name = f"{account.name} ({account.sign_in_name or 'no name to sign in with'})"
    return f"{name}: {account.role}, {state(account)}, sees {sees(account.scope)}"
