"""What a database lacks of this release's tables, although it says that it has its revision."""

from sqlalchemy import Connection, inspect

from spotter.catalog.database.tables import Table

_SHOWN = 5


def lacking_in_words(connection: Connection, revision: str) -> str:
    """What is missing in a database of this ``revision``, and what to do; empty: nothing is.

    Such a one was made before that revision was released, and no migration leads on from there.
    """
    if not (lacking := _lacking(connection)):
        return ""
    more = f" and {len(lacking) - _SHOWN} more" if len(lacking) > _SHOWN else ""
    return (
        f"expected a database with all that revision {revision} has; found one that lacks "
        f"{', '.join(lacking[:_SHOWN])}{more}: it was made before {revision} was released, and "
        "cannot be brought up. Restore a backup of this release, or begin with an empty "
        f"database: {_how_to_begin(connection)}"
    )


def _lacking(connection: Connection) -> list[str]:
    """Tables that are not there, and columns of those that are."""
    inspector = inspect(connection)
    found = inspector.get_multi_columns()
    columns = {name: {one["name"] for one in of_table} for (_, name), of_table in found.items()}
    tables = Table.metadata.sorted_tables
    return [
        *(f"the table {one.name}" for one in tables if one.name not in columns),
        *(
            f"{one.name}.{column.name}"
            for one in tables
            for column in one.columns
            if column.name not in columns.get(one.name, {column.name})
        ),
    ]


def _how_to_begin(connection: Connection) -> str:
    if connection.dialect.name != "sqlite":
        return "make another one, and name it in SPOTTER_DATABASE_URL"
    return f"move {connection.engine.url.database} away, with its -wal and -shm files"
