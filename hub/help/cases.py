"""Owns what the desk answers: requests to call back, and what people report as wrong; it must not take any in.

Requests are seen by the providers of that institution and by nobody else. Reports are seen by editors, too. That a
request was seen is said by a tap (`in-progress`), never by looking: whoever waits for a call is told no untruth.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, or_, select, update

from contract.contributions import CONTRIBUTIONS, Answered
from contract.help import HelpOffer
from contract.permissions import Who
from contract.problems import Code, FieldError
from hub.core import rows
from hub.core.callers import Caller
from hub.core.contributions import Shown
from hub.core.desk import HELP_CASE
from hub.core.effects import Change
from hub.core.hub import Hub
from hub.core.problems import Refusal, not_found
from hub.core.things import Thing
from hub.core.writings import CONTRIBUTION
from hub.help import institutions, members

#: What editors see of all institutions.
SEEN = tuple(kind.name for kind in CONTRIBUTIONS.values() if kind.desk and kind.answered)


class Requests:
    """The effect of `call-backs`."""

    def check(self, connection: Connection, change: Change) -> None:
        """Raises Refusal (422): the offer takes none, or nobody is there who would read it."""
        if change.body is None:
            return
        offer = institutions.offer(connection, change.body["offer"])
        if offer is None or not offer.callback or not members.somebody(connection, offer.organization.id):
            detail = "nimmt hier keine Bitten um Rückruf an"
            raise Refusal(Code.BAD_REQUEST, 422, (FieldError(pointer="#/body/offer", detail=detail),))

    def apply(self, connection: Connection, change: Change) -> None:
        if change.body is not None:
            _put(connection, "call-backs", change, institutions.offer(connection, change.body["offer"]))
            return
        # The desk still learns that it was withdrawn, but nobody any more what it was about.
        connection.execute(update(HELP_CASE).where(HELP_CASE.c.contribution == change.id).values(offer=""))


class Reports:
    """The effect of `help-checks`: what no longer holds is a case; what holds again is none any more."""

    def check(self, connection: Connection, change: Change) -> None:
        """Whoever reports something is never turned away, also not for an offer that is gone meanwhile."""

    def apply(self, connection: Connection, change: Change) -> None:
        if change.body is None:
            return
        if change.body["holds"]:
            connection.execute(delete(HELP_CASE).where(HELP_CASE.c.contribution == change.id))
            return
        _put(connection, "help-checks", change, institutions.offer(connection, change.body["offer"]))


def _put(connection: Connection, kind: str, change: Change, offer: HelpOffer | None) -> None:
    body = change.body or {}
    there = connection.execute(select(HELP_CASE.c.at).where(HELP_CASE.c.contribution == change.id)).scalar()
    institution = offer.organization.id if offer else ""
    first = change.at if there is None else there
    rows.put(connection, HELP_CASE, [(change.id, kind, institution, body["offer"], first)])


class Cases:
    """Reading and answering them. Blocks."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def page(self, caller: Caller, since: str, limit: int) -> bytes:
        """What changed of those somebody sees, as `ContributionPage`."""
        with self._hub.database.reading() as connection:
            wanted = (
                select(CONTRIBUTION.c.seq, CONTRIBUTION.c.wire)
                .join(HELP_CASE, HELP_CASE.c.contribution == CONTRIBUTION.c.id)
                .where(CONTRIBUTION.c.seq > bindparam("after"), visible(connection, caller.who))
                .order_by(CONTRIBUTION.c.seq)
                .limit(bindparam("most"))
            )
        return self._hub.contributions.page(wanted, {}, since, limit)

    def answer(self, kind: str, id_: str, said: Answered, caller: Caller, version: int | None = None) -> Shown:
        """Say what became of one; it leaves a record of who decided. Raises Refusal: 404, 410, 412."""
        with self._hub.database.writing() as connection:
            seen = select(HELP_CASE.c.contribution).where(
                HELP_CASE.c.contribution == id_, HELP_CASE.c.kind == kind, visible(connection, caller.who)
            )
            found = rows.among(connection, CONTRIBUTION, "id", list(connection.execute(seen).scalars()))
            if not found:
                raise not_found()
            return self._hub.contributions.decide(connection, Thing(*found[0]), said, caller, version)


def visible(connection: Connection, who: Who) -> ColumnElement[bool]:
    """Which cases somebody sees."""
    own = HELP_CASE.c.institution.in_(sorted(members.of(connection, who.account)))
    return or_(own, HELP_CASE.c.kind.in_(SEEN)) if members.edits(who) else and_(own, HELP_CASE.c.institution != "")


def waiting(connection: Connection, who: Who) -> dict[tuple[str, str], int]:
    """How many of those somebody sees nobody has answered yet, by (offer, kind)."""
    wanted: Any = (
        select(HELP_CASE.c.offer, HELP_CASE.c.kind)
        .join(CONTRIBUTION, HELP_CASE.c.contribution == CONTRIBUTION.c.id)
        .where(CONTRIBUTION.c.state.in_(("received", "in-progress")), visible(connection, who))
    )
    counted: dict[tuple[str, str], int] = {}
    for offer, kind in connection.execute(wanted):
        counted[offer, kind] = counted.get((offer, kind), 0) + 1
    return counted
