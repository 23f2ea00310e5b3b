"""Owns files that come in pieces until they are whole, and giving them out; it must not know what they belong to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from contract.contributions import Upload
from contract.permissions import why_not
from contract.problems import Code
from hub.core.callers import Caller
from hub.core.database import Database
from hub.core.desk import HELP_CASE, MEMBERSHIP
from hub.core.jpeg import is_jpeg
from hub.core.problems import Refusal, not_found
from hub.core.writings import UPLOAD, UPLOAD_PART

MEDIA = "image/jpeg"
MOST_BYTES = 5_000_000
#: Files of one owner that belong to nothing yet.
MOST_UNCLAIMED = 20
HOUR = 60 * 60


class Uploads:
    """`now` gives Unix seconds. All of it blocks: from a coroutine use a thread."""

    def __init__(self, database: Database, now: Callable[[], float]) -> None:
        self._database = database
        self._now = now

    def put(self, id_: str, owner: str, offset: int, data: bytes, complete: bool) -> Upload:
        """Take bytes from `offset` on. Sending again what is there already does no harm.

        Raises Refusal: 401 without owner, 404 for somebody else's, 409 with the right offset, 413, 415 when it is
        whole and no JPEG (then all of it is forgotten), 429 for too many files that belong to nothing.
        """
        if not owner:
            raise Refusal(Code.SIGN_IN_NEEDED, 401)
        # Refused only after the transaction: forgetting a wrong file must last.
        with self._database.writing() as connection:
            result = self._put(connection, id_, owner, offset, data, complete)
        if isinstance(result, Refusal):
            raise result
        return result

    def _put(
        self, connection: Connection, id_: str, owner: str, offset: int, data: bytes, complete: bool
    ) -> Upload | Refusal:
        there = _row(connection, id_)
        if there is not None and there.owner != owner:
            return not_found()
        size = there.size if there is not None else 0
        if there is not None and there.complete:
            return Upload(id=id_, offset=size, complete=True)
        if offset != size:
            return Refusal(Code.OFFSET_WRONG, 409, offset=size)
        size += len(data)
        if size > MOST_BYTES:
            return Refusal(Code.TOO_LARGE, 413)
        if there is None and _unclaimed(connection, owner) >= MOST_UNCLAIMED:
            return Refusal(Code.TOO_MANY, 429, retry_after=HOUR)
        if complete and not is_jpeg(_bytes(connection, id_) + data):
            forget(connection, [id_])
            return Refusal(Code.MEDIA_WRONG, 415)
        at = int(self._now() * 1000)
        if there is None:
            row = {"id": id_, "owner": owner, "media": MEDIA, "size": size, "complete": complete}
            connection.execute(insert(UPLOAD).values(**row, contribution="", at=at))
        else:
            changed = update(UPLOAD).where(UPLOAD.c.id == id_)
            connection.execute(changed.values(size=size, complete=complete, at=at))
        if data:
            connection.execute(insert(UPLOAD_PART).values(upload=id_, start=offset, data=data))
        return Upload(id=id_, offset=size, complete=complete)

    def get(self, id_: str, owner: str) -> Upload:
        """How far it is. Raises Refusal (404)."""
        with self._database.reading() as connection:
            there = _row(connection, id_)
        if there is None or there.owner != owner:
            raise not_found()
        return Upload(id=id_, offset=there.size, complete=there.complete)

    def file(self, id_: str, caller: Caller) -> bytes:
        """A whole file: one's own, or one of a contribution for whoever answers it. Raises Refusal (404)."""
        with self._database.reading() as connection:
            there = _row(connection, id_)
            if there is None or not there.complete:
                raise not_found()
            if there.owner != caller.owner and not (there.contribution and _answers(connection, there, caller)):
                raise not_found()
            return _bytes(connection, id_)


def forget(connection: Connection, ids: list[str]) -> None:
    connection.execute(delete(UPLOAD_PART).where(UPLOAD_PART.c.upload.in_(ids)))
    connection.execute(delete(UPLOAD).where(UPLOAD.c.id.in_(ids)))


def _row(connection: Connection, id_: str) -> Any:
    return connection.execute(select(UPLOAD).where(UPLOAD.c.id == id_)).one_or_none()


def _bytes(connection: Connection, id_: str) -> bytes:
    parts = select(UPLOAD_PART.c.data).where(UPLOAD_PART.c.upload == id_).order_by(UPLOAD_PART.c.start)
    return b"".join(connection.execute(parts).scalars())


def _answers(connection: Connection, there: Any, caller: Caller) -> bool:
    """Whether they answer the contribution it belongs to: as staff, or at the desk of that institution."""
    if why_not(caller.who, "answer") is None:
        return True
    if not caller.who.account:
        return False
    theirs = select(HELP_CASE.c.contribution).join(MEMBERSHIP, MEMBERSHIP.c.institution == HELP_CASE.c.institution)
    asked = theirs.where(HELP_CASE.c.contribution == there.contribution, MEMBERSHIP.c.account == caller.who.account)
    return connection.execute(asked).first() is not None


def _unclaimed(connection: Connection, owner: str) -> int:
    counted = select(func.count()).where(UPLOAD.c.owner == owner, UPLOAD.c.contribution == "")
    return int(connection.execute(counted).scalar_one())
