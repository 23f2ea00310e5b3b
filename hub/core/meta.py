"""Owns the small facts a hub keeps of itself (epoch, key, numbers); it must not know records."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select

from hub.core.tables import META

# Made once: putting a statement together costs more than running it.
_SOME = select(META.c.name, META.c.value).where(META.c.name.in_(bindparam("names", expanding=True)))
_LIKE = select(META.c.name, META.c.value).where(META.c.name.startswith(bindparam("prefix"), autoescape=False))


def some(connection: Connection, names: Sequence[str]) -> dict[str, str]:
    """Those facts that were ever put."""
    return {str(name): str(value) for name, value in connection.execute(_SOME, {"names": names})}


def get(connection: Connection, name: str) -> str | None:
    return some(connection, (name,)).get(name)


def number(connection: Connection, name: str) -> int:
    """A fact that is a number; 0 when it was never put."""
    return int(get(connection, name) or 0)


def put(connection: Connection, name: str, value: str | int) -> None:
    connection.execute(delete(META).where(META.c.name == name))
    connection.execute(insert(META).values(name=name, value=str(value)))


def beginning(connection: Connection, prefix: str) -> dict[str, str]:
    """All facts whose name begins so (letters and colons only), without it."""
    return {name.removeprefix(prefix): value for name, value in connection.execute(_LIKE, {"prefix": prefix})}
