"""Owns the small facts a hub keeps of itself (epoch, key, numbers); it must not know records."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from hub.core.tables import META


def get(connection: Connection, name: str) -> str | None:
    value = connection.execute(select(META.c.value).where(META.c.name == name)).scalar()
    return None if value is None else str(value)


def number(connection: Connection, name: str) -> int:
    """A fact that is a number; 0 when it was never put."""
    return int(get(connection, name) or 0)


def put(connection: Connection, name: str, value: str | int) -> None:
    connection.execute(delete(META).where(META.c.name == name))
    connection.execute(insert(META).values(name=name, value=str(value)))


def numbers(connection: Connection, prefix: str) -> dict[str, int]:
    """All facts whose name begins with `prefix`, without it, as numbers."""
    found = connection.execute(select(META).where(META.c.name.startswith(prefix, autoescape=True)))
    return {name.removeprefix(prefix): int(value) for name, value in found}
