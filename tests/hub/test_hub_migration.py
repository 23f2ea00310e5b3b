"""The schema comes about by itself, and an up-to-date one costs nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from hub import migrations
from hub.core.database import Database
from hub.core.hub import Hub
from hub.core.migration import HEAD, SchemaNewer, bring_up, revision
from hub.core.tables import METADATA
from hub.settings import HubSettings
from tests.hub.samples import news

FILE = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
SERVER = """
    SELECT table_name, column_name, data_type, collation_name, is_nullable
    FROM information_schema.columns WHERE table_schema = :space
    UNION SELECT tablename, indexname, replace(indexdef, :space || '.', ''), '', ''
    FROM pg_indexes WHERE schemaname = :space ORDER BY 1, 2
"""


def schema(database: Database, space: str = "public") -> list[tuple[str, ...]]:
    """All that a database says of its tables; `space`: PostgreSQL's schema."""
    with database.reading() as connection:
        rows = connection.execute(text(FILE if database.lite else SERVER), {} if database.lite else {"space": space})
        said = [tuple(" ".join(str(each).split()) for each in row) for row in rows]
    return [row for row in said if row[0] != "alembic_version"]


def test_migrations_from_empty_give_the_very_tables_the_hub_knows(url: str) -> None:
    migrated = Database(url)
    bring_up(migrated)
    with migrated.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        assert revision(connection) == HEAD
    made = Database("sqlite://") if migrated.lite else Database(url)
    with made.writing() as connection:
        if not made.lite:
            connection.execute(text("CREATE SCHEMA made"))
            connection = connection.execution_options(schema_translate_map={None: "made"})
        METADATA.create_all(connection)
    assert schema(migrated) == schema(made, "made") != []
    migrated.close()
    made.close()


def test_migrating_again_changes_nothing(url: str) -> None:
    database = Database(url)
    bring_up(database)
    before = schema(database)
    bring_up(database)
    assert schema(database) == before
    database.close()


def test_the_newest_revision_is_the_one_the_hub_names() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_a_database_of_a_newer_hub_is_refused_and_left_alone(url: str) -> None:
    hub = Hub(HubSettings(url, seed=False))
    hub.write([news(1)])
    with hub.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaNewer, match="9999"):
        Hub(HubSettings(url, seed=False))
    with hub.database.reading() as connection:
        assert revision(connection) == "9999"
    assert len(hub.log.page("news", None, 10).changes) == 1
    hub.close()


def test_a_migration_that_fails_leaves_the_database_empty(url: str) -> None:
    database = Database(url)
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE meta (other TEXT)"))
    with pytest.raises(Exception, match="meta"):
        bring_up(database)
    with database.reading() as connection:
        assert inspect(connection).get_table_names() == ["meta"]
    database.close()


def test_a_restart_keeps_epoch_tokens_and_records(url: str) -> None:
    first = Hub(HubSettings(url, seed=False))
    first.write([news(1)])
    token = first.log.tokens.write("news", first.log.page("news", None, 10).after)
    first.close()
    second = Hub(HubSettings(url, seed=False))
    assert second.epoch == first.epoch
    since = second.log.tokens.read("news", token)
    assert since is not None
    assert second.log.page("news", since, 10).changes == ()
    second.close()


def test_hubs_starting_at_once_on_a_new_database_agree(url: str) -> None:
    said = f"from hub.core.hub import Hub; from hub.settings import HubSettings; print(Hub(HubSettings({url!r})).epoch)"
    started = [
        subprocess.Popen([sys.executable, "-c", said], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    epochs = set()
    for process in started:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        epochs.add(out.strip())
    assert len(epochs) == 1


def test_a_start_on_a_database_of_today_does_not_load_alembic(url: str) -> None:
    Hub(HubSettings(url)).close()
    said = (
        "import sys; from hub.asgi import create_hub; from hub.settings import HubSettings\n"
        f"create_hub(HubSettings({url!r})); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", said], timeout=60, check=False).returncode == 0
