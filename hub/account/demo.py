"""Owns accounts for trying out, one of each role, with a password that everybody knows; only where it is wanted.

They exist in an embedded hub and in one started with `--demo`, which must listen on this machine only. A hub
without it deletes them at its start, should it be given a database that has them.
"""

from __future__ import annotations

from sqlalchemy import insert, select

from contract.identity import named_id
from contract.permissions import ROLES
from hub.account.accounts import RESERVED, Row
from hub.account.deletion import erase
from hub.core.hub import Hub
from hub.core.people import ACCOUNT

#: Of `wueapp-demo-2026`. Made beforehand, so that no start has to wait for it.
PASSWORD = "$argon2id$v=19$m=19456,t=2,p=1$EdfjRbu8gzBpy1zVNEOJAw$ermukdO9WjkSZ3zNoXWqjUQmexUjJgMrfwC+EkR5p0g"  # noqa: S105


def settle(hub: Hub) -> None:
    """Bring the demo accounts about, or away, as the settings say."""
    with hub.database.reading() as connection:
        there = set(connection.execute(select(ACCOUNT.c.id).where(ACCOUNT.c.demo)).scalars())
    wanted = {named_id("demo", role): role for role in ROLES} if hub.settings.demo else {}
    if there == set(wanted):
        return
    with hub.database.writing() as connection:
        for id_ in there - set(wanted):
            erase(connection, id_)
        for id_ in set(wanted) - there:
            name = RESERVED + wanted[id_]
            row = Row(
                id_, name, name, None, None, PASSWORD, None, None, wanted[id_], True, int(hub.now() * 1000)
            )  # fmt: skip
            connection.execute(insert(ACCOUNT), row._asdict())
        hub.settling.owe(connection)
    if hub.settling.at_once:
        hub.settling.settle()
