"""Owns reading contributions and what staff say of them; it must not take any in (`batch` does)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, delete, insert, select

from contract.contributions import CONTRIBUTIONS, Answered
from contract.identity import new_id
from contract.permissions import why_not
from contract.problems import Code
from hub.core import rows
from hub.core.callers import Caller
from hub.core.database import Database
from hub.core.problems import Refusal, not_found
from hub.core.tables import META
from hub.core.things import NO_BODY, Thing, envelope, moment, sent_out, whole
from hub.core.writings import ANSWERED, CONTRIBUTION, DECISION, UPLOAD, UPLOAD_PART

#: The fact that holds the last `seq` and the last `number`.
NUMBERS = "contributions"
#: Whose a contribution is when its account is no more.
NOBODY = ""


# Made once: putting a statement together costs more than running it.
_MINE, _INBOX = (
    select(CONTRIBUTION.c.seq, CONTRIBUTION.c.wire)
    .where(column == bindparam("of"), CONTRIBUTION.c.seq > bindparam("after"))
    .order_by(CONTRIBUTION.c.seq)
    .limit(bindparam("most"))
    for column in (CONTRIBUTION.c.owner, CONTRIBUTION.c.kind)
)


class Shown(NamedTuple):
    """One contribution as it goes out."""

    version: int
    wire: bytes


class Contributions:
    """`epoch` and `now` (Unix seconds) are asked each time. All of it blocks: from a coroutine use a thread."""

    def __init__(self, database: Database, epoch: Callable[[], str], now: Callable[[], float]) -> None:
        self._database = database
        self._epoch = epoch
        self._now = now

    def get(self, kind: str, id_: str, caller: Caller) -> Shown:
        """One's own, or anybody's for staff. Raises Refusal (404)."""
        with self._database.reading() as connection:
            return self._shown(_one(connection, kind, id_, caller))

    def of_receipt(self, owner: str) -> Shown:
        """The contribution of a receipt code. Raises Refusal: 401 without a code, 404 for one that opens nothing."""
        if not owner.startswith("r:"):
            raise Refusal(Code.SIGN_IN_NEEDED, 401)
        with self._database.reading() as connection:
            found = rows.among(connection, CONTRIBUTION, "owner", (owner,))
        if not found:
            raise Refusal(Code.RECEIPT_UNKNOWN, 404)
        return self._shown(Thing(*found[0]))

    def mine(self, owner: str, since: str, limit: int) -> bytes:
        """What changed of somebody's own, as `ContributionPage`."""
        return self.page(_MINE, {"of": owner}, since, limit)

    def inbox(self, kind: str, since: str, limit: int) -> bytes:
        """What changed of a kind, as `ContributionPage`. Raises Refusal (404)."""
        if kind not in CONTRIBUTIONS or not CONTRIBUTIONS[kind].answered:
            raise not_found()
        return self.page(_INBOX, {"of": kind}, since, limit)

    def answer(self, kind: str, id_: str, said: Answered, caller: Caller, version: int | None = None) -> Shown:
        """Say what became of it. `version`: the one that was read. Raises Refusal: 404, 410, 412."""
        with self._database.writing() as connection:
            thing = _one(connection, kind, id_, caller)
            if not CONTRIBUTIONS[kind].answered:
                raise not_found()
            return self.decide(connection, thing, said, caller, version)

    def decide(
        self, connection: Connection, thing: Thing, said: Answered, caller: Caller, version: int | None = None
    ) -> Shown:
        """The same of a thing that the caller may answer, inside a writing transaction. Raises Refusal: 410, 412."""
        if thing.withdrawn:
            raise Refusal(Code.WITHDRAWN, 410)
        if version not in (None, thing.version):
            raise Refusal(Code.CHANGED_MEANWHILE, 412, current={"epoch": self._epoch(), **thing.parsed})
        at = int(self._now() * 1000)
        text, parsed = said.text.model_dump(by_alias=True), thing.parsed
        if said.state == thing.state and parsed.get("outcome", {}).get("text") == text:
            return self._shown(thing)
        value = {**parsed, "version": thing.version + 1, "state": said.state, "changed_at": moment(at)}
        value["outcome"] = {"text": text, "at": moment(at)}
        seq, number = numbers(connection)
        wire = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        thing = thing._replace(seq=seq + 1, version=thing.version + 1, state=said.state, changed_at=at, wire=wire)
        rows.put(connection, CONTRIBUTION, [thing])
        keep_numbers(connection, seq + 1, number)
        decision = {"version": thing.version, "state": said.state, "text": text}
        connection.execute(
            insert(DECISION).values(
                id=new_id(self._now),
                contribution=thing.id,
                account=caller.owner,
                said=json.dumps(decision, ensure_ascii=False).encode(),
                at=at,
            )
        )
        return self._shown(thing)

    def _shown(self, thing: Thing) -> Shown:
        return Shown(thing.version, sent_out(self._epoch(), thing.wire))

    def page(self, asked: Select[Any], values: Mapping[str, Any], since: str, limit: int) -> bytes:
        """What a statement of `seq` and `wire` finds `after` a place and at `most`, as `ContributionPage`."""
        epoch = self._epoch()
        after = _place(since, epoch)
        with self._database.reading() as connection:
            found = connection.execute(asked, {**values, "after": after, "most": limit + 1}).all()
        page = found[:limit]
        frame = {
            "epoch": epoch,
            "next": f"{page[-1].seq if page else after}.{epoch}",
            "more": len(found) > limit,
        }
        items = b",".join(sent_out(epoch, row.wire) for row in page)
        return b'{"items":[%b],%b' % (items, json.dumps(frame, separators=(",", ":")).encode()[1:])


def numbers(connection: Connection) -> tuple[int, int]:
    """The last `seq` and the last `number` that were given."""
    for _, value in rows.among(connection, META, "name", (NUMBERS,)):
        seq, number = value.split()
        return int(seq), int(number)
    return 0, 0


def keep_numbers(connection: Connection, seq: int, number: int) -> None:
    rows.put(connection, META, [(NUMBERS, f"{seq} {number}")])


def of_owner(connection: Connection, owner: str) -> list[dict[str, Any]]:
    """Everything somebody sent in, oldest change first, for whoever takes their data along."""
    asked = select(CONTRIBUTION.c.wire).where(CONTRIBUTION.c.owner == owner).order_by(CONTRIBUTION.c.seq)
    return [json.loads(wire) for wire in connection.execute(asked).scalars()]


def forget(connection: Connection, owner: str, at: int) -> None:
    """Erase everything somebody sent in. What staff may have seen stays as a withdrawn number of nobody.

    Inside a writing transaction; `at`: Unix milliseconds.
    """
    found = [Thing(*row) for row in rows.among(connection, CONTRIBUTION, "owner", (owner,))]
    seq, number = numbers(connection)
    left: list[Thing] = []
    for thing in found:
        if CONTRIBUTIONS[thing.kind].withdrawal == "marked":
            seq += 1
            left.append(_emptied(thing, seq, at))
    ids = [thing.id for thing in found]
    for start in range(0, len(ids), 400):
        chunk = ids[start : start + 400]
        connection.execute(delete(DECISION).where(DECISION.c.contribution.in_(chunk)))
    connection.execute(delete(CONTRIBUTION).where(CONTRIBUTION.c.owner == owner))
    rows.append(connection, CONTRIBUTION, left)
    keep_numbers(connection, seq, number)
    connection.execute(delete(ANSWERED).where(ANSWERED.c.owner == owner))
    theirs = select(UPLOAD.c.id).where(UPLOAD.c.owner == owner)
    connection.execute(delete(UPLOAD_PART).where(UPLOAD_PART.c.upload.in_(theirs)))
    connection.execute(delete(UPLOAD).where(UPLOAD.c.owner == owner))


def _emptied(thing: Thing, seq: int, at: int) -> Thing:
    version = thing.version + 1
    said = envelope(thing.id, thing.kind, version, thing.number, "withdrawn", thing.received_at, moment(at))
    return thing._replace(
        owner=NOBODY, seq=seq, version=version, state="withdrawn", changed_at=at, wire=whole(said, NO_BODY)
    )


def _one(connection: Connection, kind: str, id_: str, caller: Caller) -> Thing:
    """Whoever may not see it is told the same as when it is not there."""
    for row in rows.among(connection, CONTRIBUTION, "id", (id_,)):
        thing = Thing(*row)
        staff = CONTRIBUTIONS[thing.kind].answered and why_not(caller.who, "answer") is None
        if thing.kind == kind and (staff or thing.owner == caller.owner != NOBODY):
            return thing
    raise not_found()


def _place(since: str, epoch: str) -> int:
    """Where to go on; from the beginning for a place of another epoch, since whatever was there may be gone."""
    seq, _, of = since.partition(".")
    return int(seq) if of == epoch and seq.isascii() and seq.isdigit() and len(seq) < 16 else 0
