"""Owns what becomes of several operations at once, as if one came after the other; it must not begin a transaction.

All that they may need is read in a few statements, everything is decided in Python, and what changed is written in
a few statements: so the price of one write hardly has SQL in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, update

from contract.problems import Code
from hub.core import callers
from hub.core.contributions import keep_numbers, numbers
from hub.core.effects import Change, Effect
from hub.core.limits import Limits
from hub.core.operations import ANYTHING, NOTHING, Operation
from hub.core.problems import Refusal, not_found
from hub.core.rows import among, append, put
from hub.core.things import NO_BODY, Thing, envelope, files_wire, moment, sent_out, whole
from hub.core.writings import ANSWERED, CONTRIBUTION, UPLOAD, UPLOAD_PART

_IDS: Any = bindparam("ids", expanding=True)
_CLAIM = update(UPLOAD).where(UPLOAD.c.id == bindparam("of")).values(contribution=bindparam("by"))
_DROP = (delete(UPLOAD_PART).where(UPLOAD_PART.c.upload.in_(_IDS)), delete(UPLOAD).where(UPLOAD.c.id.in_(_IDS)))


class Written(NamedTuple):
    """What was done. `wire` is the contribution as it goes out."""

    status: int
    version: int
    wire: bytes


class Given(NamedTuple):
    """One row of `hub.core.writings.ANSWERED`, columns in their order."""

    key: str
    owner: str
    asked: str
    status: int
    answer: bytes
    at: int


class Batch:
    """What operations found and what they changed, inside one writing transaction. `at`: Unix milliseconds."""

    def __init__(
        self,
        connection: Connection,
        epoch: str,
        at: int,
        limits: Limits | None = None,
        effects: Mapping[str, Effect] | None = None,
    ) -> None:
        self._connection = connection
        self._effects = effects or {}
        self._limits = limits
        self._epoch = epoch
        self._at = at
        self._now = moment(at)
        self._things: dict[str, Thing] = {}
        self._changed: dict[str, Thing] = {}
        self._answers: dict[tuple[str, str], Given] = {}
        self._given: list[Given] = []
        self._claimed: dict[str, tuple[str, str]] = {}
        self._claims: dict[str, str] = {}
        self._dropped: set[str] = set()
        self._of_guests: dict[str, str] = {}
        self._owners: dict[tuple[callers.Presented, str], str] = {}

    def apply(self, operations: Sequence[Operation]) -> list[Written | Refusal]:
        """One result for each, in their order. Nothing is written for what is refused."""
        self._known = callers.known(self._connection, {each.shown.token for each in operations} - {""}, self._at)
        self._load(operations)
        results: list[Written | Refusal] = []
        for operation in operations:
            try:
                results.append(self._one(operation))
            except Refusal as refusal:
                results.append(refusal)
        if self._given:
            self._store()
        return results

    def _load(self, operations: Sequence[Operation]) -> None:
        right = [each for each in operations if each.wrong is None]
        for row in among(self._connection, CONTRIBUTION, "id", {each.id for each in right}):
            self._things[row[0]] = Thing(*row)
        for row in among(self._connection, ANSWERED, "key", {each.key for each in right}):
            self._answers[row[0], row[1]] = Given(*row)
        guests = {f"r:{each.shown.receipt}" for each in right if each.shown.receipt}
        for row in among(self._connection, CONTRIBUTION, "owner", guests):
            self._of_guests[row[2]] = row[0]
        for row in among(self._connection, UPLOAD, "id", {file for each in right for file in each.files}):
            if row.complete:
                self._claimed[row.id] = (row.owner, row.contribution)
        self._seq, self._number = numbers(self._connection)

    def _one(self, operation: Operation) -> Written:
        owner = self._owner(operation)
        if self._limits and operation.scope:
            self._limits.owned(operation.scope, owner)
        if operation.wrong is not None:
            raise operation.wrong
        if given := self._answers.get((operation.key, owner)):
            if given.asked != operation.asked:
                raise Refusal(Code.KEY_REUSED, 422)
            return self._again(given, operation)
        thing = self._things.get(operation.id)
        if thing and (thing.owner, thing.kind) != (owner, operation.kind.name):
            raise not_found()
        act = self._withdraw if operation.gone else self._put
        return act(operation, owner, thing)

    def _owner(self, operation: Operation) -> str:
        """Whose it is to be. Raises Refusal (401, 403)."""
        known = (operation.shown, operation.kind.action)
        if (owner := self._owners.get(known)) is None:
            caller = callers.identified(operation.shown, self._known)
            if not caller.owner:
                raise Refusal(Code.SIGN_IN_NEEDED, 401)
            callers.permit(caller.who, operation.kind.action)
            owner = self._owners[known] = caller.owner
        return owner

    def _put(self, operation: Operation, owner: str, thing: Thing | None) -> Written:
        if thing is None:
            if operation.expects != NOTHING:
                # The hub knows less than the device: it was restored from a backup.
                raise Refusal(Code.CHANGED_MEANWHILE, 412)
        elif operation.expects != NOTHING and thing.withdrawn:
            raise Refusal(Code.WITHDRAWN, 410)
        elif operation.expects != thing.version or operation.stale(self._epoch):
            raise self._differs(thing)
        if thing is None:
            self._guest(owner, operation)
        bring_about = self._effect(operation, thing)
        self._claim(operation, owner, thing)
        number = thing.number if thing else self._next_number()
        version = thing.version + 1 if thing else 1
        received = thing.received_at if thing else self._now
        said = envelope(operation.id, operation.kind.name, version, number, "received", received, self._now)
        wire = whole(said, operation.body, files_wire(operation.files))
        self._keep(operation, owner, version, number, "received", wire)
        bring_about()
        return self._answer(operation, owner, 200 if thing else 201, version, said)

    def _withdraw(self, operation: Operation, owner: str, thing: Thing | None) -> Written:
        if thing and thing.withdrawn:
            return Written(200, thing.version, sent_out(self._epoch, thing.wire))
        if thing and (operation.expects not in (ANYTHING, thing.version) or operation.stale(self._epoch)):
            raise self._differs(thing)
        # What never came leaves its place taken, too: a creation that is still on its way must not bring it back.
        version = thing.version + 1 if thing else 1
        marked = thing is not None and operation.kind.withdrawal == "marked"
        number = thing.number if thing and marked else 0
        received = thing.received_at if thing and marked else self._now
        if thing:
            self._drop(thing.files)
        else:
            self._guest(owner, operation)
        bring_about = self._effect(operation, thing)
        said = envelope(operation.id, operation.kind.name, version, number, "withdrawn", received, self._now)
        self._keep(operation, owner, version, number, "withdrawn", whole(said, NO_BODY))
        bring_about()
        return self._answer(operation, owner, 200, version, said)

    def _effect(self, operation: Operation, thing: Thing | None) -> Callable[[], None]:
        """What else it brings about, checked; to be called once it is kept. Raises Refusal."""
        effect = self._effects.get(operation.kind.name)
        if effect is None:
            return _nothing
        who = callers.identified(operation.shown, self._known).who
        before = thing.parsed["body"] if thing else None
        body = None if operation.gone else json.loads(operation.body)
        change = Change(operation.id, who, body, before or None, self._at)
        effect.check(self._connection, change)
        return lambda: effect.apply(self._connection, change)

    def _differs(self, thing: Thing) -> Refusal:
        current = {"epoch": self._epoch, **thing.parsed}
        return Refusal(Code.CHANGED_MEANWHILE, 412, current=current)

    def _next_number(self) -> int:
        self._number += 1
        return self._number

    def _guest(self, owner: str, operation: Operation) -> None:
        """One receipt code opens one contribution, for ever."""
        if owner.startswith("r:") and self._of_guests.get(owner, operation.id) != operation.id:
            raise Refusal(Code.KEY_REUSED, 422)

    def _keep(self, operation: Operation, owner: str, version: int, number: int, state: str, wire: bytes) -> None:
        self._seq += 1
        kind, id_ = operation.kind.name, operation.id
        thing = Thing(id_, kind, owner, self._seq, number, version, state, self._at, wire)
        self._things[id_] = self._changed[id_] = thing
        self._of_guests[owner] = id_

    def _answer(self, operation: Operation, owner: str, status: int, version: int, said: bytes) -> Written:
        given = Given(operation.key, owner, operation.asked, status, said, self._at)
        self._answers[operation.key, owner] = given
        self._given.append(given)
        return Written(status, version, self._said(given, operation))

    def _again(self, given: Given, operation: Operation) -> Written:
        return Written(given.status, json.loads(given.answer)["version"], self._said(given, operation))

    def _said(self, given: Given, operation: Operation) -> bytes:
        return sent_out(self._epoch, whole(given.answer, operation.body, files_wire(operation.files)))

    def _claim(self, operation: Operation, owner: str, thing: Thing | None) -> None:
        for file in operation.files:
            there = self._claimed.get(file)
            if there is None or file in self._dropped or there[0] != owner or there[1] not in ("", operation.id):
                raise Refusal(Code.FILE_MISSING, 409)
        for file in operation.files:
            self._claimed[file] = (owner, operation.id)
            self._claims[file] = operation.id
        if thing:
            self._drop(set(thing.files) - set(operation.files))

    def _drop(self, files: Iterable[str]) -> None:
        for file in files:
            self._dropped.add(file)
            self._claims.pop(file, None)

    def _store(self) -> None:
        connection = self._connection
        append(connection, ANSWERED, self._given)
        put(connection, CONTRIBUTION, list(self._changed.values()))
        if self._claims:
            connection.execute(_CLAIM, [{"of": file, "by": id_} for file, id_ in self._claims.items()])
        if self._dropped:
            for statement in _DROP:
                connection.execute(statement, {"ids": list(self._dropped)})
        keep_numbers(connection, self._seq, self._number)


def _nothing() -> None:
    """What most kinds bring about."""
