"""Who asks. Pure."""

from dataclasses import dataclass

from spotter.notifier.web.access.rights.rights import Right
from spotter.notifier.web.access.rights.roles import RIGHTS
from spotter.notifier.web.access.scope import EVERYTHING, Scope
from spotter.wire.catalog.checks import LOCAL_AUTHOR
from spotter.wire.catalog.people.accounts import Role


@dataclass(frozen=True, slots=True)
class Whoever:
    """Somebody who was recognised, with what they may see and do.

    ``author`` is their account's id, or "local" for whoever sits at the machine; ``name`` is what
    others see. A member's account is of ``member_id``, a station's screen of ``station_id``;
    ``sign_in_id`` is empty for tokens, screens and whoever sits at the machine.
    """

    author: str
    name: str
    role: Role
    rights: frozenset[Right]
    scope: Scope = EVERYTHING
    member_id: str = ""
    station_id: str = ""
    sign_in_id: str = ""

    def may(self, right: Right) -> bool:
        """Whether they have the ``right``."""
        return right in self.rights


LOCAL = Whoever(LOCAL_AUTHOR, "You", Role.OWNER, RIGHTS[Role.OWNER])
"""Whoever sits at the machine of a gym that is open."""

MACHINE = Whoever(LOCAL_AUTHOR, "This machine", Role.OPERATOR, frozenset({Right.HEALTH_READ}))
"""What runs on the machine, and asks how the services are."""
