"""Owns bringing a database to the schema of today; it must not know what the tables mean."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from hub import migrations
from hub.core.database import Database
from hub.core.schema import METADATA

#: The newest revision in `hub/migrations/versions/`. Held here so that a hub that is up to date need not
#: load Alembic at all, which costs longer than all the rest of its start.
HEAD = "0004"


class SchemaNewer(Exception):
    """The database was written by a newer hub."""


def bring_up(database: Database) -> None:
    """Migrate to `HEAD` in one transaction. Raises SchemaNewer."""
    with database.reading() as connection:
        if revision(connection) == HEAD:
            return
    with database.writing(patient=True) as connection:
        found = revision(connection)
        if found is None and database.memory:
            # Nothing to migrate and nothing to keep; a test proves both ways give the same schema.
            METADATA.create_all(connection)
            connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)"))
            connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
        elif found != HEAD:
            _migrate(connection, found)


def revision(connection: Connection) -> str | None:
    """The revision of a database; None: it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def _migrate(connection: Connection, found: str | None) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found and found not in known:
        raise SchemaNewer(f"The database has schema {found}, this hub knows only {HEAD}: start a newer hub.")
    command.upgrade(config, "head")
