"""Which accounts there can be, and who may change whose. Pure."""

from spotter.catalog.errors import CatalogError, DeniedError
from spotter.catalog.members.names import folded
from spotter.wire.catalog.people.accounts import Role, Scope

_LONGEST_NAME = 200
_UNLIMITED = frozenset({Role.OWNER})
_CHANGE_OTHERS = frozenset({Role.OWNER, Role.MANAGER})


def checked_sign_in_name(text: str) -> str:
    """What is typed to sign in, as it is kept: lower-case.

    Raises :class:`CatalogError` for nothing, spaces, control characters and over 200 characters.

    >>> checked_sign_in_name(" Ida@Example.org ")
    'ida@example.org'
    """
    name = folded(text.strip())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable() or " " in name:
        raise CatalogError(
            f"a name to sign in with has 1 to {_LONGEST_NAME} characters and no spaces; "
            f"found {text[:60]!r}"
        )
    return name


def check_role(role: Role, scope: Scope, *, has_member: bool, is_external: bool = False) -> None:
    """Raises :class:`CatalogError` for a role of no account, or one without what it needs."""
    if role is Role.STATION:
        raise CatalogError("a station's screen is paired by its code; an account is somebody's")
    if (role is Role.MEMBER) != has_member and not is_external:
        raise CatalogError("expected a member for a member's account, and for no other")
    if role is not Role.TRAINER and not scope.is_everybody:
        raise CatalogError(f"a trainer's scope can be limited; found one of role {role}")


def check_may_change(author: Role | None, *roles: Role) -> None:
    """Raises :class:`DeniedError` unless somebody may change accounts of these ``roles``.

    The ``author`` is None for whoever sits at the machine. Managers change no owners, and make
    none: by an owner's link they would become one.
    """
    if author is None or author in _UNLIMITED:
        return
    if author not in _CHANGE_OTHERS:
        raise DeniedError("expected an owner or a manager to change accounts of others")
    if not _UNLIMITED.isdisjoint(roles):
        raise DeniedError("expected an owner to change or make an owner; found a manager")
