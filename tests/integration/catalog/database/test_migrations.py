"""Every database of an earlier release becomes one of this release, with all that it holds."""

import shutil
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Inspector, inspect, select, text
from sqlalchemy import Table as SqlTable

from spotter.catalog.database.care.checking import report_of
from spotter.catalog.database.kinds.partitions import is_no_partition
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import (
    MIGRATIONS,
    newest_revision,
    require_this_release,
    revision,
    revisions,
    upgrade,
)
from spotter.catalog.database.tables import Table
from spotter.catalog.errors import CatalogError
from support.records.filled_database import ROWS, counts, fill

_LATER = """
from alembic import op
import sqlalchemy as sa

revision = "later"
down_revision = "{before}"


def upgrade():
    with op.batch_alter_table("member", recreate="auto") as batch:
        batch.alter_column("name", type_=sa.String(300), existing_type=sa.String(200))
    op.create_table("towel", sa.Column("no", sa.Integer(), primary_key=True))
    {last}
"""


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The migrations of a later release."""
    return _migrations(tmp_path / "later", "pass")


@pytest.mark.parametrize("earlier", revisions())
def test_a_full_database_of_each_earlier_revision_comes_to_this_release(
    empty_database: Database, earlier: str
) -> None:
    upgrade(empty_database, earlier)
    fill(empty_database)
    before = counts(empty_database)
    assert set(before.values()) == {ROWS}
    upgrade(empty_database)
    assert counts(empty_database) == before
    require_this_release(empty_database)
    assert _differences(empty_database) == []
    with empty_database.reading() as session:
        for mapper in Table.registry.mappers:
            assert len(session.scalars(select(mapper.class_)).all()) == ROWS


def test_an_upgraded_database_is_what_the_tables_declare(database: Database) -> None:
    assert revision(database) == newest_revision()
    assert _differences(database) == []


def test_all_constraints_have_the_names_of_the_convention(database: Database) -> None:
    with database.reading() as session:
        inspector = inspect(session.connection())
        for table in Table.metadata.sorted_tables:
            assert _names_found(inspector, table.name) == _names_declared(table)


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    database: Database, tmp_path: Path
) -> None:
    fill(database)
    before = counts(database)
    broken = _migrations(tmp_path / "broken", "raise ZeroDivisionError")
    with pytest.raises(ZeroDivisionError):
        upgrade(database, migrations=broken)
    assert revision(database) == newest_revision()
    assert counts(database) == before
    assert _differences(database) == []


def test_a_table_that_others_refer_to_can_be_changed(database: Database, later: Path) -> None:
    fill(database)
    before = counts(database)
    upgrade(database, migrations=later)
    assert counts(database) == {**before, "towel": 0}
    with pytest.raises(Exception, match=r"(?i)foreign key"), database.writing() as session:
        session.execute(Table.metadata.tables["member"].delete())


def test_a_database_of_an_unknown_revision_is_refused_in_words(
    database: Database, later: Path
) -> None:
    upgrade(database, migrations=later)
    for opened in (upgrade, require_this_release):
        with pytest.raises(CatalogError, match="found later, which this release does not know"):
            opened(database)


def test_a_database_from_before_its_revision_was_released_says_what_it_lacks_and_what_to_do(
    database: Database,
) -> None:
    with database.writing() as session:
        session.execute(text("DROP TABLE cue"))
        session.execute(text("ALTER TABLE device RENAME COLUMN used_us TO seen_us"))
    for opened in (upgrade, require_this_release):
        with pytest.raises(CatalogError) as refused:
            opened(database)
        assert "lacks the table cue, device.used_us: it was made before 0001 was released" in str(
            refused.value
        )
        assert ("move /" in str(refused.value)) is database.is_sqlite
    [problem] = report_of(database).problems
    assert problem == str(refused.value)


def test_those_who_upgrade_at_once_wait_for_each_other(empty_url: str) -> None:
    errors: list[Exception] = []

    def run() -> None:
        database = Database(empty_url)
        try:
            upgrade(database)
        except Exception as error:  # noqa: BLE001 - the test shows it
            errors.append(error)
        database.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    database = Database(empty_url)
    require_this_release(database)
    database.close()


def _migrations(folder: Path, last: str) -> Path:
    shutil.copytree(MIGRATIONS, folder)
    script = _LATER.format(before=newest_revision(), last=last)
    (folder / "versions" / "later.py").write_text(script)
    return folder


def _differences(database: Database) -> list[object]:
    with database.reading() as session:
        return list(compare_metadata(_context(session.connection()), Table.metadata))


def _context(connection: Connection) -> MigrationContext:
    options = {"include_name": is_no_partition, "compare_type": True}
    return MigrationContext.configure(connection, opts=options)


def _names_found(inspector: Inspector, table: str) -> set[str | None]:
    found = (
        *inspector.get_check_constraints(table),
        *inspector.get_foreign_keys(table),
        *inspector.get_unique_constraints(table),
    )
    indexes = {
        index["name"]
        for index in inspector.get_indexes(table)
        if not index.get("duplicates_constraint")
    }
    names = {one["name"] for one in found} | indexes
    return {*names, inspector.get_pk_constraint(table)["name"]}


def _names_declared(table: SqlTable) -> set[str | None]:
    constraints = {f"{one.name}" for one in table.constraints if one.name}
    return {*constraints, *(index.name for index in table.indexes)}
