"""With which number and PIN the demo gym's first member is checked in, the same at each start."""

import json
from pathlib import Path

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.people.audit import Audit
from spotter.catalog_client.people.checkins import Checkins
from spotter.cli.exercise.taking_over import DEMO_AUTHOR
from spotter.cli.up.demo_people import People
from spotter.wire.catalog.people.members import Member


class DemoWayIn:
    """Gives a PIN to who has none, and keeps it in the file ``kept``: the catalog has its hash.

    All methods raise :class:`CatalogAwayError`, :class:`RefusedError` and :class:`OSError`.
    """

    def __init__(self, channel: CatalogChannel, kept: Path) -> None:
        self._checkins = Checkins(channel, DEMO_AUTHOR)
        self._audit = Audit(channel)
        self._kept = kept

    def words(self, people: People) -> str:
        """How to check in as the first of them."""
        member, one = people[0]
        number, pin = self._number_and_pin(member)
        new = f'not known here: spotter member pin "{member.name}" gives a new one'
        return (
            f"To check in at {one.station.name}'s screen as {member.name}: tap Leave there, "
            f"then number {number}, PIN {pin or new}"
        )

    def _number_and_pin(self, member: Member) -> tuple[str, str]:
        """The number, and the PIN; it is empty if somebody else gave it."""
        if number := self._checkins.keys(member.member_id).number:
            return number, self._pin_of(member) if self._is_ours(member) else ""
        number, pin = self._checkins.set_pin(member.member_id)
        self._kept.touch(mode=0o600)
        self._kept.write_text(json.dumps({member.member_id: pin}), encoding="utf-8")
        return number, pin

    def _is_ours(self, member: Member) -> bool:
        """Whether nobody else has given the PIN since."""
        entries = self._audit.listed(member_id=member.member_id)
        given = (one.author for one in entries if one.kind == "key" and "PIN" in one.what)
        return next(given, None) == DEMO_AUTHOR

    def _pin_of(self, member: Member) -> str:
        try:
            return str(json.loads(self._kept.read_text(encoding="utf-8"))[member.member_id])
        except (OSError, ValueError, KeyError, TypeError):
            return ""
