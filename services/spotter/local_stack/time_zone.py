"""The time zone of this machine."""

from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_LOCALTIME = Path("/etc/localtime")
_FOLDER = "/zoneinfo/"


def time_zone(environment: Mapping[str, str], localtime: Path = _LOCALTIME) -> str:
    """Its name, such as Europe/Berlin: of ``TZ``, else of where ``localtime`` leads; else UTC."""
    linked = str(localtime.resolve()).partition(_FOLDER)[2]
    candidates = (environment.get("TZ", "").removeprefix(":"), linked)
    return next((name for name in candidates if _is_known(name)), "UTC")


def _is_known(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
