"""Owns what must be true in the end, from what people did and saw; it must not look into the code it judges.

Every text a person writes is its own, so that wherever it turns up it can be told whose it is. An edit stands in for
the texts its writer saw: in the end the hub must hold, for every field, a text behind which all others stand.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.faults.wire import Answer, Asking

FINDINGS = ("lost", "doubled", "diverged", "stuck", "wrong_arrived", "wrong_owner", "failed")
#: The fields people write into; each text in them is written only once.
OWN = ("text", "query", "remark")


@dataclass
class Thing:
    """One contribution as its writers know it. `owner`: account or empty.

    `written`: the texts of each field that were kept for sure; `seen`: for each text those its writer saw before.
    """

    id: str
    owner: str
    kind: str
    written: dict[str, set[Any]] = field(default_factory=lambda: defaultdict(set))
    seen: dict[tuple[str, Any], set[Any]] = field(default_factory=lambda: defaultdict(set))
    sent: bool = False
    withdrawn: str = ""
    maybe_withdrawn: bool = False
    poison: bool = False

    def behind(self, name: str, text: Any) -> set[Any]:
        """All texts that stand behind this one."""
        found, open_ = {text}, [text]
        while open_:
            for older in self.seen[(name, open_.pop())] - found:
                found.add(older)
                open_.append(older)
        return found


class Row(dict[str, Any]):
    """A contribution of the hub: what its table holds, with `body` as it is on the wire."""


def texts(body: Mapping[str, Any]) -> list[str]:
    """What somebody wrote themselves in a body."""
    return [body[name] for name in OWN if body.get(name)]


class Oracle:
    """Hears what people do and what the hub answers; judges in the end. `found`: what is wrong, in words."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self.things: dict[str, Thing] = {}
        #: Whose a text is: every text was written by somebody as somebody.
        self.owners: dict[str, str] = {}
        self._answered: dict[tuple[str, int], list[Any]] = defaultdict(list)
        self._done: dict[tuple[str, str, str], tuple[str, int]] = {}
        self.writes = 0

    @property
    def counts(self) -> dict[str, int]:
        counted = Counter(what for what, _ in self.found)
        return {name: counted[name] for name in FINDINGS}

    def say(self, what: str, text: str) -> None:
        self.found.append((what, text))

    # What people do

    def trying(self, owner: str, body: Mapping[str, Any]) -> None:
        """Somebody is about to write this; it may come to nothing."""
        for text in texts(body):
            self.owners[text] = owner

    def wrote(self, id_: str, owner: str, kind: str, body: Mapping[str, Any], shown: Mapping[str, Any]) -> Thing:
        """It was kept: `body` is what they wrote, `shown` what they had seen there before."""
        thing = self.things.setdefault(id_, Thing(id_, owner, kind))
        self.replacing(thing, body, shown)
        for name, text in body.items():
            if shown.get(name) != text:
                thing.written[name].add(text)
        return thing

    def replacing(self, thing: Thing, body: Mapping[str, Any], shown: Mapping[str, Any]) -> None:
        """What they write stands in for what they saw, whether it is kept or not."""
        for name, text in body.items():
            if name in shown and shown[name] != text:
                thing.seen[(name, text)].add(shown[name])

    # What the hub answers

    def answered(self, asking: Asking, answer: Answer, owner: str, committed: int | None) -> None:
        """`owner`: whom the request says it is from; `committed`: the version the hub's database has by now."""
        if asking.method in ("PUT", "DELETE") and owner != "?":
            self._check_owner(asking, owner)
        if answer.status not in (200, 201, 412):
            return
        said = json.loads(answer.body)
        said = said.get("current", said)
        if "epoch" not in said:
            return
        for one in said.get("items", (said,)):
            bodies = self._answered[(one["id"], one["version"])]
            if one["body"] not in bodies:
                bodies.append(one["body"])
        if asking.method not in ("PUT", "DELETE") or answer.status == 412:
            return
        self.writes += 1
        if committed is None or committed < said["version"]:
            self.say("wrong_arrived", f"{said['id']} was answered as {said['version']}, committed is {committed}")
        key = (said["epoch"], owner, asking.header(b"idempotency-key"))
        before = self._done.setdefault(key, (said["id"], said["version"]))
        if before != (said["id"], said["version"]):
            self.say("doubled", f"{before} was done again as {said['id']} {said['version']}")

    def _check_owner(self, asking: Asking, owner: str) -> None:
        if asking.body:
            for text in texts(json.loads(asking.body).get("body", {})):
                whose = self.owners.get(text, owner)
                if whose != owner:
                    self.say("wrong_owner", f"{text!r} of {whose or 'a guest'} was sent as {owner or 'a guest'}")
        thing = self.things.get(asking.path.rpartition("/")[2])
        if thing and thing.owner != owner:
            self.say("wrong_owner", f"{asking.method} of {thing.id} of {thing.owner!r} as {owner!r}")

    # What devices show

    def shown(self, device: str, items: Iterable[Mapping[str, Any]]) -> None:
        """Whatever says that it arrived, must have been confirmed exactly so."""
        for item in items:
            if item["state"] != "arrived":
                continue
            # Of which epoch does not matter: a hub that was restored in mid-round has confirmed it all the same.
            if item["body"] not in self._answered.get((item["id"], item["base"]), ()):
                self.say("wrong_arrived", f"{device} says that {item['id']} arrived as {item['base']}: {item['body']}")

    # The end

    def judge_hub(self, rows: Mapping[str, Row]) -> None:
        """What lies at the hub against what people wrote."""
        where: dict[Any, set[str]] = defaultdict(set)
        for id_, row in rows.items():
            for text in texts(row["body"]):
                where[text].add(id_)
                if self.owners.get(text, "?") != (row["owner"][2:] if row["owner"].startswith("a:") else ""):
                    self.say("wrong_owner", f"{text!r} lies under {row['owner']}")
        for text, ids in where.items():
            if len(ids) > 1:
                self.say("doubled", f"{text!r} lies in {sorted(ids)}")
        for thing in self.things.values():
            if thing.sent and not thing.poison:
                self._judge(thing, rows.get(thing.id))

    def _judge(self, thing: Thing, row: Row | None) -> None:
        live = row is not None and row["state"] != "withdrawn"
        if thing.withdrawn:
            if live:
                self.say("lost", f"the withdrawal of {thing.id}")
            return
        if not live:
            if not thing.maybe_withdrawn:
                self.say("lost", f"{thing.kind} {thing.id} {dict(thing.written)}")
            return
        assert row is not None
        for name, texts in thing.written.items():
            here = row["body"].get(name)
            missing = texts - thing.behind(name, here)
            if missing:
                self.say("lost", f"{sorted(map(str, missing))} of {name} in {thing.id}: there is {here!r}")

    def judge_list(self, device: str, account: str, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
        """What a device lists of an account against what the hub has of it: id → version, body, withdrawn."""
        for id_ in mine.keys() | theirs.keys():
            if mine.get(id_) != theirs.get(id_):
                text = f"{device} of {account}: {id_} is {mine.get(id_)}, at the hub {theirs.get(id_)}"
                self.say("diverged", text)
