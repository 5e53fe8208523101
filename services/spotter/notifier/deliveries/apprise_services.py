"""Reaches the services that Apprise knows: https://appriseit.com/services/."""

import logging
import re
import threading
from typing import Self

from apprise import Apprise, AppriseAsset, AppriseAttachment, NotifyBase, NotifyType

from spotter.notifier.deliveries.allowed_services import SERVICES
from spotter.notifier.deliveries.message import Message
from spotter.notifier.deliveries.outcomes import attempt_of
from spotter.wire.catalog.alerts.channels import AppriseAddress
from spotter.wire.catalog.alerts.deliveries import Attempt, AttemptOutcome

_LOGGER = "apprise"
_NATIVE = "https"
"""Of some of them Apprise also takes the address as the service itself shows it."""
_KEY_FILES = ("pgp_key", "pgp_privkey")
_LONGEST_S = 10.0
_HTTP_STATUS = re.compile(r"error=(\d{3})\b")
_MAIL_STATUS = re.compile(r"\((\d{3}), b?['\"]")
_PERMANENT, _AUTHENTICATION = range(500, 600), frozenset({530, 534, 535, 538})
_TYPES = {"low": NotifyType.INFO, "medium": NotifyType.WARNING, "high": NotifyType.FAILURE}


class NoServiceError(Exception):
    """An address that Apprise does not know, or that must not be used; says why."""


def silence_apprise() -> None:
    """Keep what Apprise logs out of this process's logs: it may name addresses."""
    logger = logging.getLogger(_LOGGER)
    logger.propagate = False
    logger.setLevel(logging.DEBUG)


def service_of(address: AppriseAddress) -> NotifyBase:
    """What Apprise sends by. Raises :class:`NoServiceError`."""
    scheme = _scheme(address.url)
    if scheme not in SERVICES | {_NATIVE}:
        raise NoServiceError(f"{scheme}:// is none of the services by which Spotter reaches people")
    asset = AppriseAsset(
        app_id="Spotter",
        app_desc="Spotter",
        app_url="https://github.com/spotter",
        plugin_paths=[],
        storage_mode="memory",
        http_redirects=False,
    )
    found = Apprise.instantiate(address.url, asset=asset)
    if not isinstance(found, NotifyBase) or SERVICES.isdisjoint(_schemes(found)):
        raise NoServiceError(f"Apprise does not know {scheme}://, or cannot read the address")
    if _reads_files(found):
        raise NoServiceError("expected an address without files of this machine; it names one")
    return _bounded(found)


def _scheme(url: str) -> str:
    return url.partition(":")[0].lower()


def _schemes(service: NotifyBase) -> set[str]:
    """How its addresses may begin; Apprise keeps one as text, and several as a tuple."""
    found: set[str] = set()
    for one in (service.protocol, service.secure_protocol):
        found |= {one} if isinstance(one, str) else set(one or ())
    return found


def _reads_files(service: NotifyBase) -> bool:
    """Whether it would read a template or a key, and send what is in the file."""
    of_service = vars(service)
    has_attached = any(isinstance(one, AppriseAttachment) and one for one in of_service.values())
    return has_attached or any(map(of_service.get, _KEY_FILES))


def _bounded(service: NotifyBase) -> NotifyBase:
    """An address may ask for other times and for redirects; it gets none."""
    service.redirects = False
    service.socket_connect_timeout = min(service.socket_connect_timeout, _LONGEST_S)
    service.socket_read_timeout = min(service.socket_read_timeout, _LONGEST_S)
    return service


def send_by_apprise(address: AppriseAddress, message: Message) -> Attempt:
    """Send it; Apprise says no more than whether it worked, and logs why not.

    Raises :class:`NoServiceError`.
    """
    service = service_of(address)
    with _Overheard() as said:
        is_sent = service.notify(
            title=message.title,
            body=f"{message.body}\n{message.url}",
            notify_type=_TYPES[message.urgency],
        )
    if is_sent:
        return Attempt(message.number, AttemptOutcome.DELIVERED, "accepted")
    return _why_not(message.number, "\n".join(said.lines))


def _why_not(number: int, said: str) -> Attempt:
    """Of what Apprise said only numbers are told: the rest may hold tokens."""
    if found := _HTTP_STATUS.findall(said):
        return attempt_of(number, int(found[-1]))
    if found := _MAIL_STATUS.findall(said):
        return _mail_attempt(number, int(found[-1]))
    return Attempt(number, AttemptOutcome.FAILED, "no connection, or no answer in time")


def _mail_attempt(number: int, status: int) -> Attempt:
    """RFC 5321 and 4954: 5xx is for good."""
    if status in _AUTHENTICATION:
        return Attempt(number, AttemptOutcome.REFUSED, f"wrong credentials ({status})")
    kind = AttemptOutcome.REFUSED if status in _PERMANENT else AttemptOutcome.FAILED
    return Attempt(number, kind, f"the mail server answered {status}")


class _Overheard(logging.Handler):
    """What Apprise logs in this thread, within the block."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self._logger = logging.getLogger(_LOGGER)
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line of this thread's."""
        if record.thread == self._thread:
            self.lines.append(record.getMessage())

    def __enter__(self) -> Self:
        self._logger.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._logger.removeHandler(self)
