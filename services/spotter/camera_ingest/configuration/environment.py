"""Replaces ``${NAME}`` and ``${NAME:-default}`` in a configuration from the environment."""

import re
from collections.abc import Mapping

from spotter.camera_ingest.errors import GymError

_REFERENCE = re.compile(r"\$\$\{|\$\{(?:(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?P<default>:-[^}]*)?\})?")


def substituted(value: object, environment: Mapping[str, str], field: str = "") -> object:
    """``value`` with the references in its strings replaced, at any depth.

    The default is used when the variable is unset or empty; ``$${`` stands for a plain ``${``.
    ``field`` names the value in errors. Raises :class:`GymError` for an unset variable and for a
    malformed reference; the message never shows the value itself.
    """
    if isinstance(value, str):
        return _REFERENCE.sub(lambda match: _replacement(match, environment, field), value)
    if isinstance(value, Mapping):
        return {
            key: substituted(item, environment, f"{field}.{key}" if field else str(key))
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [
            substituted(item, environment, f"{field}[{index}]") for index, item in enumerate(value)
        ]
    return value


def _replacement(match: re.Match[str], environment: Mapping[str, str], field: str) -> str:
    if match[0] == "$${":
        return "${"
    name, default = match["name"], match["default"]
    if name is None:
        raise GymError(f"{field}: expected ${{NAME}} or ${{NAME:-default}}; found an unclosed ${{")
    found = environment.get(name)
    if default is not None:
        return found or default.removeprefix(":-")
    if found is None:
        raise GymError(f"{field}: expected the environment to set {name}; found it unset")
    return found
