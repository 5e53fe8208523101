"""Replaces ``${NAME}`` and ``${NAME:-default}`` in a configuration from the environment."""

import re
from collections.abc import Mapping

from spotter.camera_ingest.configuration.problems import listed
from spotter.camera_ingest.errors import GymError
from spotter.pictures.address import percent_encoded, redacted

_ESCAPED = "$${"
_SCHEME = r"\s*[A-Za-z][A-Za-z0-9+.-]*://"
_UP_TO_THE_HOST = re.compile(_SCHEME + "[^/?#]*")
_TO_THE_HOST = re.compile("[^/?#]*@")
_BEFORE_A_QUERY_VALUE = re.compile(_SCHEME + r"[^?]*\?.*=", re.DOTALL)
_REFERENCE = re.compile(r"\$\$\{|\$\{(?:(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?P<default>:-[^}]*)?\})?")


def substituted(value: object, environment: Mapping[str, str]) -> object:
    """``value`` with the references in its strings replaced, at any depth.

    The default is used when the variable is unset or empty; ``$${`` stands for a plain ``${``.
    What is inserted into an address as user, password or a value of its query is percent-encoded.
    Raises :class:`GymError` with every unset variable and malformed reference by its field; the
    message never shows the value itself.
    """
    faults: list[str] = []
    found = _substituted(value, environment, "", faults)
    if faults:
        raise GymError(listed(faults))
    return found


def _substituted(
    value: object, environment: Mapping[str, str], field: str, faults: list[str]
) -> object:
    if isinstance(value, str):
        try:
            return _text_substituted(value, environment)
        except GymError as error:
            faults.append(f"{field}: {error}")
            return value
    if isinstance(value, Mapping):
        return {
            key: _substituted(
                item, environment, f"{field}.{redacted(str(key))}".removeprefix("."), faults
            )
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [
            _substituted(item, environment, f"{field}[{index}]", faults)
            for index, item in enumerate(value)
        ]
    return value


def _text_substituted(text: str, environment: Mapping[str, str]) -> str:
    # Of the same length, without any character that an address is divided by.
    masked = _REFERENCE.sub(lambda match: "_" * len(match[0]), text)

    def inserted(match: re.Match[str]) -> str:
        found = _replacement(match, environment)
        is_reference = match[0] != _ESCAPED
        is_encoded = is_reference and _needs_encoding(masked, match.start())
        return percent_encoded(found) if is_encoded else found

    return _REFERENCE.sub(inserted, text)


def _needs_encoding(text: str, place: int) -> bool:
    """Whether at ``place`` an address has its user, its password or a value of its query."""
    is_in_query = _BEFORE_A_QUERY_VALUE.fullmatch(text, 0, place)
    is_before_host = _UP_TO_THE_HOST.fullmatch(text, 0, place) and _TO_THE_HOST.match(text, place)
    return bool(is_in_query or is_before_host)


def _replacement(match: re.Match[str], environment: Mapping[str, str]) -> str:
    if match[0] == _ESCAPED:
        return "${"
    name, default = match["name"], match["default"]
    if name is None:
        raise GymError("expected ${NAME} or ${NAME:-default}; found an unclosed ${")
    found = environment.get(name)
    if default is not None:
        return found or default.removeprefix(":-")
    if found is None:
        raise GymError(f"expected the environment to set {name}; found it unset")
    return found
