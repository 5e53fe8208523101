"""Reading protobuf bytes."""

from enum import Enum
from typing import TypeVar

from google.protobuf.internal.enum_type_wrapper import EnumTypeWrapper
from google.protobuf.message import DecodeError, Message

from spotter.wire.errors import WireError

AnyMessage = TypeVar("AnyMessage", bound=Message)
AnyEnum = TypeVar("AnyEnum", bound=Enum)


def parse(kind: type[AnyMessage], data: bytes) -> AnyMessage:
    """The message of type ``kind`` in ``data``.

    Raises :class:`WireError` when there is none.
    """
    message = kind()
    try:
        message.ParseFromString(data)
    except DecodeError as error:
        raise WireError(f"expected a {kind.DESCRIPTOR.full_name}; {error}") from error
    return message


def enum_member(kind: type[AnyEnum], wire_kind: EnumTypeWrapper, number: int) -> AnyEnum:
    """The member of ``kind`` that ``number`` of the protobuf enum ``wire_kind`` stands for.

    The protobuf names are ours with the enum's name in front. Raises :class:`WireError` for a
    number that stands for nothing, or for UNSPECIFIED.
    """
    names = {value: name.partition("_")[2] for name, value in wire_kind.items()}
    found = names.get(number, "")
    if found not in kind.__members__:
        raise WireError(f"{kind.__name__} is one of {', '.join(kind.__members__)}; found {number}")
    return kind[found]
