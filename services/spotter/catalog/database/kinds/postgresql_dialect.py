"""PostgreSQL by pg8000, whose connections may be lost at any moment, also while they are made."""

from contextlib import suppress
from typing import Any

from sqlalchemy.dialects.postgresql.pg8000 import PGDialect_pg8000


class Dialect(PGDialect_pg8000):
    """SQLAlchemy's own, for a server that dies, hangs or is cut off."""

    supports_statement_cache = True

    def connect(self, *words: Any, **options: Any) -> Any:  # noqa: ANN401 - as SQLAlchemy has it
        """Connect; the driver lets errors of the first exchange through as they are."""
        try:
            return super().connect(*words, **options)
        except OSError as error:
            raise self.loaded_dbapi.InterfaceError("network error") from error

    def do_ping(self, dbapi_connection: Any) -> bool:  # noqa: ANN401 - the driver's own
        """Whether the connection is of use; the driver lets an answer that never came through."""
        try:
            return super().do_ping(dbapi_connection)
        except OSError:
            return False

    def do_close(self, dbapi_connection: Any) -> None:  # noqa: ANN401 - the driver's own
        """Close; the driver says goodbye, which to a server that is gone cannot be said."""
        with suppress(self.loaded_dbapi.InterfaceError, OSError):
            super().do_close(dbapi_connection)  # type: ignore[no-untyped-call]
