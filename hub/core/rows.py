"""Owns statements over many rows at once, in the words of each database; it must not know what is in them.

The hottest statements only: put together once, as text, with one parameter for any number of values. SQLAlchemy's
own `IN` and `INSERT` cost more to prepare for fifty rows than the database needs to run them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table


def among(connection: Connection, table: Table, column: str, values: Collection[str]) -> Sequence[Any]:
    """All columns of the rows that have one of these values there."""
    if not values:
        return ()
    lite = connection.dialect.name == "sqlite"
    return connection.exec_driver_sql(_among(table, column, lite), (many(values, lite),)).all()


def append(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Put rows that are not there, columns in the table's order."""
    if rows:
        connection.exec_driver_sql(_append(table, connection.dialect.name == "sqlite"), list(rows))


def put(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Put rows, each whole: in place of the one with its key, if there is one."""
    if rows:
        connection.exec_driver_sql(_put(table, connection.dialect.name == "sqlite"), list(rows))


def many(values: Collection[str], lite: bool) -> str | list[str]:
    """Any number of values as the parameter of `any_of`."""
    return json.dumps(list(values)) if lite else list(values)


def any_of(column: str, lite: bool) -> str:
    """A condition with one parameter: a JSON array (SQLite), an array (PostgreSQL)."""
    return f"{column} IN (SELECT value FROM json_each(?))" if lite else f"{column} = ANY(%s)"  # noqa: S608


@lru_cache
def _among(table: Table, column: str, lite: bool) -> str:
    # Names are those of our own tables; every value is a parameter.
    return f"SELECT {_columns(table)} FROM {table.name} WHERE {any_of(column, lite)}"  # noqa: S608


@lru_cache
def _append(table: Table, lite: bool) -> str:
    marks = ", ".join(["?" if lite else "%s"] * len(table.columns))
    return f"INSERT INTO {table.name} ({_columns(table)}) VALUES ({marks})"  # noqa: S608


@lru_cache
def _put(table: Table, lite: bool) -> str:
    keys = ", ".join(column.name for column in table.primary_key)
    rest = ", ".join(f"{each.name} = excluded.{each.name}" for each in table.columns if not each.primary_key)
    return f"{_append(table, lite)} ON CONFLICT ({keys}) DO UPDATE SET {rest}"


def _columns(table: Table) -> str:
    return ", ".join(column.name for column in table.columns)
