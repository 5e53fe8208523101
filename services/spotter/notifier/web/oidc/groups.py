"""The role that an identity provider's groups give. Pure."""

from collections.abc import Collection, Mapping

from spotter.wire.catalog.people.accounts import Role

_STRONGEST_FIRST = (Role.OWNER, Role.MANAGER, Role.TRAINER, Role.OPERATOR)


def roles_in(words: str) -> dict[str, Role]:
    """The roles of groups in text such as ``gym-owners=owner, coaches=trainer``.

    A member's account belongs to a member of the gym, which no group says. Raises
    :class:`ValueError`.
    """
    found = {}
    for pair in filter(None, map(str.strip, words.split(","))):
        group, is_given, role = (part.strip() for part in pair.rpartition("="))
        if not is_given or not group or role not in _STRONGEST_FIRST:
            known = ", ".join(_STRONGEST_FIRST)
            raise ValueError(f"expected GROUP=ROLE with a role of {known}; found {pair!r}")
        found[group] = Role(role)
    return found


def role_of(groups: Collection[str], roles: Mapping[str, Role]) -> Role | None:
    """The strongest role that one of the ``groups`` gives; None: none does."""
    given = {roles[group] for group in groups if group in roles}
    return next((role for role in _STRONGEST_FIRST if role in given), None)
