"""Tells what is wrong with a database from what is wrong with a statement, in one line of words."""

import sqlite3
from collections.abc import Mapping

_AWAY = "is away"
_SILENT = "does not answer"
_LOCKED = "is locked by another program"
_FULL = "has no room left on its disk"
_FAILS = "has a disk that fails"
_REFUSES_WRITES = "may not be written"
_TOO_SLOW = "ended a transaction that took too long"
_DAMAGED = "is damaged; restore a backup"

_OF_SQLITE = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_PROTOCOL: _LOCKED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _FAILS,
    sqlite3.SQLITE_CANTOPEN: "cannot be opened",
    sqlite3.SQLITE_READONLY: _REFUSES_WRITES,
    sqlite3.SQLITE_NOMEM: "has no memory left",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: "is no database of SQLite",
}
_PRIMARY_CODE = 0xFF
_OF_POSTGRESQL = {
    "08": _AWAY,
    "25006": _REFUSES_WRITES,
    "25P03": _TOO_SLOW,
    "25P04": _TOO_SLOW,
    "28": "does not accept the user or the password",
    "3D": "does not exist on its server",
    "40": "took another change first",
    "42501": "does not give its user the rights that it needs",
    "53": "lacks what it needs to go on",
    "53100": _FULL,
    "53200": "has no memory left",
    "53300": "has too many users at the moment",
    "55P03": _LOCKED,
    "57": _AWAY,
    "57014": "was told to stop the statement",
    "58": _FAILS,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}
"""By SQLSTATE or its class: https://www.postgresql.org/docs/15/errcodes-appendix.html."""
_OF_THE_WAY = ("network error", "communication error", "connection is closed", "create a connect")
"""How pg8000's errors begin or go on when it does not reach the server; some are OSErrors."""
_CONTRADICTION = "23"
_NO_VALUE = ("22", "54")
_LOST = ("08", "57P", "25006")
"""A server that may not be written any more was replaced: another one answers at its address."""


def trouble(error: BaseException | None) -> str | None:
    """Why the database cannot do what it was told, if that is not the statement's fault."""
    if isinstance(error, sqlite3.Error):
        what = _OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE)
    else:
        state = sqlstate(error)
        what = _OF_POSTGRESQL.get(state) or _OF_POSTGRESQL.get(state[:2])
        if not state and _is_of_the_way(error):
            what = _SILENT if _has_timed_out(error) else _AWAY
    return f"the database {what} ({_said(error)})" if what else None


def is_contradiction(error: BaseException | None) -> bool:
    """Whether PostgreSQL refuses data that contradict others, as by a name that is taken."""
    return sqlstate(error)[:2] == _CONTRADICTION


def is_no_value(error: BaseException | None) -> bool:
    """Whether neither database keeps such a value: too large a number, text with a NUL."""
    if isinstance(error, OverflowError | UnicodeError | sqlite3.DataError):
        return True
    return sqlstate(error).startswith(_NO_VALUE)


def is_refused(error: BaseException | None) -> bool:
    """Whether it is the data that no row can hold, such as a number out of range."""
    contradicts = isinstance(error, sqlite3.IntegrityError) or is_contradiction(error)
    return contradicts or is_no_value(error)


def is_lost(error: BaseException | None) -> bool:
    """Whether the connection to PostgreSQL that said this is of no more use."""
    return isinstance(error, OSError) or sqlstate(error).startswith(_LOST)


def sqlstate(error: BaseException | None) -> str:
    """The code of an error of PostgreSQL; empty for any other error."""
    said = error.args[0] if error and error.args else None
    return str(said.get("C", "")) if isinstance(said, Mapping) else ""


def _is_of_the_way(error: BaseException | None) -> bool:
    return isinstance(error, OSError) or any(words in str(error) for words in _OF_THE_WAY)


def _has_timed_out(error: BaseException | None) -> bool:
    return error is not None and isinstance(error.__cause__ or error, TimeoutError)


def _said(error: BaseException | None) -> str:
    said = error.args[0] if error and error.args else ""
    words = said.get("M", "") if isinstance(said, Mapping) else error
    return " ".join(str(words).split())
