"""Messages one after another in a stream, each after its length."""

from typing import IO, TypeVar

from google.protobuf import proto
from google.protobuf.message import DecodeError, Message

from spotter.wire.errors import WireError

Read = TypeVar("Read", bound=Message)


def write_prefixed(message: Message, output: IO[bytes]) -> None:
    """Write one more."""
    proto.serialize_length_prefixed(message, output)  # type: ignore[arg-type]  # any file


def read_prefixed(kind: type[Read], given: IO[bytes], what: str) -> Read | None:
    """The next one; None at the end. Raises :class:`WireError`: ``what`` was expected."""
    try:
        return proto.parse_length_prefixed(kind, given)  # type: ignore[arg-type]  # any file
    except (DecodeError, ValueError) as error:
        raise WireError(f"expected {what}; {error}") from error
