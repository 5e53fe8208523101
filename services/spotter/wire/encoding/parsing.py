"""Parses protobuf bytes."""

from typing import TypeVar

from google.protobuf.message import DecodeError, Message

from spotter.wire.errors import WireError

AnyMessage = TypeVar("AnyMessage", bound=Message)


def parse(kind: type[AnyMessage], data: bytes) -> AnyMessage:
    """The message of type ``kind`` in ``data``.

    Raises :class:`WireError` when ``data`` is not one.
    """
    message = kind()
    try:
        message.ParseFromString(data)
    except DecodeError as error:
        raise WireError(f"expected a {kind.DESCRIPTOR.full_name}; {error}") from error
    return message
