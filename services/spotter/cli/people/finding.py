"""Members and classes as people name them: by their id, or by a part of their name."""

import uuid
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Annotated, TypeVar

import typer

from spotter.catalog_client.people.classes import Classes
from spotter.catalog_client.people.members import Members
from spotter.cli.errors import InputError
from spotter.wire.catalog.checks import composed
from spotter.wire.catalog.people.classes import GymClass
from spotter.wire.catalog.people.members import Member

Found = TypeVar("Found", Member, GymClass)
Named = Sequence[tuple[str, str, Found]]

_MOST_LOOKED_AT = 1000
_MOST_SHOWN = 10

Who = Annotated[
    str, typer.Argument(metavar="MEMBER", help="The member's id, or a part of their name.")
]


def member(members: Members, text: str, *, with_left: bool = False) -> Member:
    """The member whom ``text`` names.

    Raises :class:`InputError` for nobody, and for several: it then lists them.
    """
    if _is_id(text):
        return members.get(text)
    found = islice(members.listed(named(text), with_left=with_left), _MOST_LOOKED_AT)
    return _only([(one.name, one.member_id, one) for one in found], text, "member")


def gym_class(classes: Classes, text: str) -> GymClass:
    """The class that ``text`` names. Raises as :func:`member` does."""
    if _is_id(text):
        return classes.get(text)
    wanted = named(text).casefold()
    found = [one for one in classes.listed() if wanted in one.plan.name.casefold()]
    return _only([(one.plan.name, one.class_id, one) for one in found], text, "class")


def members_of(members: Members, texts: Iterable[str]) -> tuple[str, ...]:
    """The ids of the members whom ``texts`` name. Raises as :func:`member` does."""
    return tuple(dict.fromkeys(member(members, text).member_id for text in texts))


def named(text: str) -> str:
    """The name in ``text`` as names are kept. Raises :class:`InputError` for none: all have it."""
    name = composed(text)
    if not name:
        raise InputError(f"expected a name or an id; found {text!r}")
    return name


def _only(candidates: "Named[Found]", text: str, what: str) -> Found:
    exact = [one for one in candidates if one[0].casefold() == named(text).casefold()]
    fitting = exact or candidates
    if len(fitting) == 1:
        return fitting[0][2]
    if not fitting:
        raise InputError(f"there is no {what} named {text!r}")
    lines = [f"expected one {what}; {text!r} names {len(fitting)}:"]
    lines += [f"  {name}  {one_id}" for name, one_id, _ in fitting[:_MOST_SHOWN]]
    lines += [f"  and {len(fitting) - _MOST_SHOWN} more"] if fitting[_MOST_SHOWN:] else []
    raise InputError("\n".join(lines))


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
