"""Owns what the hub serves to providers and editors of help offers, as values; it must not hold SQL."""

from __future__ import annotations

import re

from sqlalchemy import Connection

from contract import endpoints
from contract.help_desk import Institution, Invite, OwnOffer, OwnOffers
from contract.identity import ID_PATTERN, named_id
from contract.problems import Code, FieldError
from hub.core.callers import Caller
from hub.core.hub import Hub
from hub.core.parameters import Number, Word
from hub.core.problems import Refusal, not_found
from hub.core.servings import Asking, Reply, Serving
from hub.help import cases, figures, institutions, members
from hub.help.days import day
from hub.help.entries import MAIL, WEB

SINCE = Word("since", "`next` of the page before; without it, or from another epoch: from the beginning.", longest=100)
LIMIT = Number("limit", "How many at most.", 1, 500, 100)
SAME = Word("If-Match", 'The version that is answered, as `"3"`.', longest=20, pattern='"[1-9][0-9]{0,8}"')
VERSION = re.compile(r'"([1-9][0-9]{0,8})"')
#: The institution of the samples, for whoever tries the app out.
SAMPLE = named_id("institution", "Beispiel-Träger (Muster)")


def servings(hub: Hub) -> tuple[Serving, ...]:
    desk = Desk(hub)
    return (
        Serving(endpoints.DESK_OFFERS, "What one looks after; for editors everything.", desk.offers),
        Serving(
            endpoints.DESK_INSTITUTION, "Change an institution, and so all its offers.", desk.put_institution,
            refuses=(404,),
        ),
        Serving(endpoints.DESK_CASES, "What changed of what one answers.", desk.cases, (SINCE, LIMIT)),
        Serving(
            endpoints.DESK_ANSWER, "Say what became of it.", desk.answer, headers=(SAME,), refuses=(410, 412),
        ),
        Serving(endpoints.DESK_JOIN, "Become a provider with the code of an invitation.", desk.join),
        Serving(
            endpoints.DESK_INVITE, "Invite somebody to look after an institution; the code is told once.",
            desk.invite, refuses=(404,), gives=(201,),
        ),
        Serving(endpoints.DESK_FIGURES, "How fresh the directory is.", desk.figures),
    )  # fmt: skip


def settle(hub: Hub) -> None:
    """At a start: each institution that offers name has a row, and the demo provider one to look after."""
    demo = named_id("demo", "provider") if hub.settings.demo else ""
    with hub.database.reading() as connection:
        new = institutions.unknown(connection)
        lacks = demo and SAMPLE not in members.of(connection, demo)
    if new or lacks:
        with hub.database.writing() as connection:
            institutions.fill(connection, int(hub.now() * 1000))
            if demo:
                members.add(connection, demo, SAMPLE)


class Desk:
    """Each answers in a worker thread."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._cases = cases.Cases(hub)

    def offers(self, asking: Asking) -> Reply:
        with self._hub.database.reading() as connection:
            return Reply(self._own(connection, asking.caller))

    def put_institution(self, asking: Asking) -> Reply:
        said: Institution = asking.body
        wrong = [
            FieldError(pointer=f"#/{name}", detail="hat nicht die richtige Form")
            for name, right in (
                ("id", said.id == asking.path["id"]),
                ("website", not said.website or WEB.fullmatch(said.website)),
                ("email", not said.email or MAIL.fullmatch(said.email)),
            )
            if not right
        ]
        if wrong:
            raise Refusal(Code.BAD_REQUEST, 422, tuple(wrong))
        with self._hub.database.writing() as connection:
            # Whoever may not is not told whether there is one.
            members.expect(connection, asking.caller.who, said.id)
            return Reply(institutions.put(connection, self._hub.log, said, self._at()))

    def cases(self, asking: Asking) -> Reply:
        return Reply(self._cases.page(asking.caller, asking.values["since"], asking.values["limit"]))

    def answer(self, asking: Asking) -> Reply:
        match = asking.headers.get("if-match")
        version = VERSION.fullmatch(match) if match else None
        if match and version is None:
            raise Refusal(Code.BAD_REQUEST, 400)
        if not re.fullmatch(ID_PATTERN, asking.path["id"]):
            raise not_found()
        expected = int(version[1]) if version else None
        kind, id_ = asking.path["kind"], asking.path["id"]
        shown = self._cases.answer(kind, id_, asking.body, asking.caller, expected)
        return Reply(shown.wire, headers={"ETag": f'"{shown.version}"'})

    def join(self, asking: Asking) -> Reply:
        with self._hub.database.writing() as connection:
            members.join(connection, asking.caller.who.account, asking.body.code, self._at())
            return Reply(self._own(connection, asking.caller))

    def invite(self, asking: Asking) -> Reply:
        with self._hub.database.writing() as connection:
            if institutions.one(connection, asking.body.institution) is None:
                raise not_found()
            made: Invite = members.invite(connection, asking.body.institution, self._at())
        return Reply(made, 201)

    def figures(self, _: Asking) -> Reply:
        with self._hub.database.reading() as connection:
            return Reply(figures.figures(connection, self._at()))

    def _own(self, connection: Connection, caller: Caller) -> OwnOffers:
        own = None if members.edits(caller.who) else members.of(connection, caller.who.account)
        waiting, today = cases.waiting(connection, caller.who), day(self._at())
        return OwnOffers(
            institutions=institutions.some(connection, own),
            offers=tuple(
                OwnOffer(
                    offer=each.offer,
                    due=each.due,
                    overdue=each.due < today,
                    reports=waiting.get((each.offer, "help-checks"), 0),
                    requests=waiting.get((each.offer, "call-backs"), 0),
                )
                for each in figures.dues(connection, own)
            ),
        )

    def _at(self) -> int:
        return int(self._hub.now() * 1000)
