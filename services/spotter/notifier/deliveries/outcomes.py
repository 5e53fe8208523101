"""What the answer of a receiver means. Pure."""

from http import HTTPStatus

from spotter.wire.catalog.alerts.deliveries import Attempt, AttemptOutcome

_GONE = frozenset({404, 410})
_WRONG_CREDENTIALS = frozenset({401, 403})
_MAY_WORK_LATER = frozenset({408, 421, 425, 429})
_REDIRECTS, _BAD_REQUESTS, _ERRORS = 300, 400, 500
_LONGEST_PAUSE_S = 3600


def attempt_of(number: int, status: int, retry_after: str = "") -> Attempt:
    """How attempt ``number`` ended, by the status of HTTP, and by ``Retry-After``."""
    pause_s = min(int(retry_after), _LONGEST_PAUSE_S) if retry_after.isdecimal() else 0
    return Attempt(number, _outcome(status), _words(status), pause_s)


def _outcome(status: int) -> AttemptOutcome:
    if status < _REDIRECTS:
        return AttemptOutcome.DELIVERED
    if status in _GONE:
        return AttemptOutcome.GONE
    if status >= _ERRORS or status in _MAY_WORK_LATER:
        return AttemptOutcome.FAILED
    return AttemptOutcome.REFUSED


def _words(status: int) -> str:
    if status < _REDIRECTS:
        return f"accepted ({status})"
    if status in _GONE:
        return f"nobody is there any more ({status})"
    if status in _WRONG_CREDENTIALS:
        return f"wrong credentials ({status})"
    if status < _BAD_REQUESTS:
        return f"it sends elsewhere ({status}), which is not followed: give the address it leads to"
    return f"the receiver answered: {status} {_meaning(status)}".rstrip()


def _meaning(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
