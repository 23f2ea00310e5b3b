"""Owns that an account is gone when it is deleted, with everything of the person; it must not ask who wants it."""

from __future__ import annotations

from sqlalchemy import Connection, and_, delete, select, update

from contract.account import Deletion
from contract.problems import Code, FieldError
from hub.account import accounts
from hub.account.personal import rows_of
from hub.account.service import Accounts, wrong
from hub.core.callers import Caller
from hub.core.hub import Hub
from hub.core.problems import Refusal
from hub.core.writings import CONTRIBUTION, DECISION


def erase(connection: Connection, account: str) -> None:
    """Delete every row of a person. SQLite overwrites them (`secure_delete`); the files: `settling`."""
    mine = rows_of(account)
    decided = mine.pop(DECISION)
    owner = f"a:{account}"
    own = select(CONTRIBUTION.c.id).where(CONTRIBUTION.c.owner == owner)
    connection.execute(delete(DECISION).where(and_(decided, DECISION.c.contribution.in_(own))))
    # What they decided about others as staff stays, for those others have a right to it; only not who it was.
    connection.execute(update(DECISION).where(DECISION.c.account == owner).values(account=""))
    for table, rows in mine.items():
        connection.execute(delete(table).where(rows))


class Deletions:
    """Leaving for good. Blocks."""

    def __init__(self, hub: Hub, known: Accounts) -> None:
        self._hub = hub
        self._known = known

    def delete(self, caller: Caller, asked: Deletion) -> None:
        """Raises Refusal: 422 the nickname does not fit, 401 the password does not, 429."""
        row = self._known.me(caller)
        if accounts.folded(asked.nickname) != accounts.folded(row.nickname):
            detail = "ist nicht Ihr Name hier"
            raise Refusal(Code.BAD_REQUEST, 422, (FieldError(pointer="#/nickname", detail=detail),))
        if row.has_password:
            self._known.prove(caller, asked.password)
        with self._hub.database.writing() as connection:
            if accounts.by_id(connection, row.id) is None:
                raise wrong()
            erase(connection, row.id)
            self._hub.settling.owe(connection)
        if self._hub.settling.at_once:
            self._hub.settling.settle()
