"""Owns how fresh the directory is, in numbers and by offer; it must not change anything."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from contract.help import HelpOffer
from contract.help_desk import HelpFigures
from hub.core.desk import HELP_CASE, HELP_REMINDER
from hub.core.tables import FACET, RECORD
from hub.core.writings import CONTRIBUTION
from hub.help.days import day
from hub.help.institutions import NAMED

DAY = 24 * 60 * 60 * 1000
#: Reports are counted of so many days, and should be answered in so many.
COUNTED, PROMPT = 90 * DAY, 7 * DAY


class Due(NamedTuple):
    """When an offer must be looked at again. `sample`: it is nobody's, only shown as an example."""

    offer: str
    due: date
    institution: str
    sample: bool


def dues(connection: Connection, of: Collection[str] | None = None) -> Iterator[Due]:
    """All offers that people see, or those of some institutions; in the order of lists."""
    wanted = select(RECORD.c.body).where(RECORD.c.kind == HelpOffer.kind, RECORD.c.gone.is_(False))
    if of is not None:
        names = [NAMED + institution for institution in of]
        own = select(FACET.c.id).where(FACET.c.kind == HelpOffer.kind, FACET.c.name.in_(names))
        wanted = wanted.where(RECORD.c.id.in_(own))
    for body in connection.execute(wanted.order_by(RECORD.c.sort, RECORD.c.id)).scalars():
        # Not as a model: of ten thousand offers four words each are wanted.
        offer: dict[str, Any] = json.loads(body)
        if offer.get("status") not in ("inactive", "defunct"):
            known, institution = offer["provenance"], offer["organization"].get("id", "")
            yield Due(offer["id"], date.fromisoformat(known["review_by"]), institution, known.get("sample", False))


def figures(connection: Connection, at: int) -> HelpFigures:
    """Of everything, at a time (Unix milliseconds)."""
    today = day(at)
    found = list(dues(connection))
    offers, overdue = len(found), {each.offer for each in found if each.due < today}
    reminded = overdue.intersection(connection.execute(select(HELP_REMINDER.c.offer)).scalars())
    wanted = (
        select(HELP_CASE.c.at, CONTRIBUTION.c.wire, CONTRIBUTION.c.state)
        .join(CONTRIBUTION, HELP_CASE.c.contribution == CONTRIBUTION.c.id)
        .where(HELP_CASE.c.kind == "help-checks", HELP_CASE.c.at > at - COUNTED, CONTRIBUTION.c.state != "withdrawn")
    )
    reported = connection.execute(wanted).all()
    took = [_answered_at(row.wire) - row.at for row in reported if row.state == "answered"]
    return HelpFigures(
        offers=offers,
        fresh=offers - len(overdue),
        overdue=len(overdue),
        reminded=len(reminded),
        reported=len(reported),
        answered=len(took),
        answered_in_7_days=sum(1 for each in took if each <= PROMPT),
    )


def _answered_at(wire: bytes) -> int:
    said = json.loads(wire)["outcome"]["at"]
    return int(datetime.fromisoformat(said).timestamp() * 1000)
