"""Owns institutions, whose contact data lie here once for all their offers; it must not ask who may change them."""

from __future__ import annotations

import re
from collections.abc import Collection

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from contract.help import HelpOffer, Organization
from contract.help_desk import Institution
from contract.identity import ID_PATTERN
from contract.words import clean
from hub.core import rows
from hub.core.changes import ChangeLog
from hub.core.desk import HELP_CASE, INSTITUTION, INVITE, MEMBERSHIP
from hub.core.tables import FACET, RECORD

#: The facet by which an offer names its institution.
NAMED = "organization:"
#: Signs of a line (`contract.words.Line`).
LONGEST = 200

_NAMING = (
    select(FACET.c.name, FACET.c.id, RECORD.c.body)
    .join(RECORD, (RECORD.c.kind == FACET.c.kind) & (RECORD.c.id == FACET.c.id))
    .where(FACET.c.kind == HelpOffer.kind, FACET.c.name.in_(bindparam("names", expanding=True)))
    .order_by(FACET.c.name, RECORD.c.sort, FACET.c.id)
)
_NAMES = (
    select(FACET.c.name)
    .where(FACET.c.kind == HelpOffer.kind, FACET.c.name >= NAMED, FACET.c.name < NAMED + "g")
    .distinct()
)
_OFFER = select(RECORD.c.body).where(
    RECORD.c.kind == HelpOffer.kind, RECORD.c.id == bindparam("id"), RECORD.c.gone.is_(False)
)


def offer(connection: Connection, id_: str) -> HelpOffer | None:
    """An offer as it is now."""
    body = connection.execute(_OFFER, {"id": id_}).scalar()
    return None if body is None else HelpOffer.model_validate_json(body)


def offers_of(connection: Connection, institution: str) -> list[HelpOffer]:
    found = connection.execute(_NAMING, {"names": [NAMED + institution]})
    return [HelpOffer.model_validate_json(row.body) for row in found]


def fill(connection: Connection, at: int) -> int:
    """A row for each institution that offers name and that has none; gives how many. `at`: Unix milliseconds."""
    missing = unknown(connection)
    made: list[tuple[str, str, bytes, int]] = []
    for id_ in sorted(missing):
        one = _of_offers(id_, offers_of(connection, id_))
        made.append((id_, one.name, _kept(one), at))
    rows.append(connection, INSTITUTION, made)
    return len(made)


def unknown(connection: Connection) -> set[str]:
    """Ids that offers name and that have no row."""
    named = {name.removeprefix(NAMED) for name in connection.execute(_NAMES).scalars()}
    # An offer may come from anywhere; what is no id names no institution of ours.
    return {name for name in named if re.fullmatch(ID_PATTERN, name)}.difference(
        connection.execute(select(INSTITUTION.c.id)).scalars()
    )


def some(connection: Connection, ids: Collection[str] | None) -> tuple[Institution, ...]:
    """These (None: all), by name, each with its offers."""
    wanted = select(INSTITUTION).order_by(INSTITUTION.c.name, INSTITUTION.c.id)
    found = connection.execute(wanted if ids is None else wanted.where(INSTITUTION.c.id.in_(ids))).all()
    of = _offers(connection, found)
    return tuple(_read(row).model_copy(update={"offers": of.get(row.id, ())}) for row in found)


def one(connection: Connection, id_: str) -> Institution | None:
    return next(iter(some(connection, (id_,))), None)


def put(connection: Connection, log: ChangeLog, said: Institution, at: int) -> Institution:
    """Put an institution, and its name and website into each of its offers. Inside a writing transaction."""
    rows.put(connection, INSTITUTION, [(said.id, said.name, _kept(said), at)])
    named = Organization(name=said.name, website=said.website or None, id=said.id)
    of = offers_of(connection, said.id)
    log.put(connection, [each.model_copy(update={"organization": named}) for each in of])
    return said.model_copy(update={"offers": tuple(each.id for each in of)})


def join(connection: Connection, log: ChangeLog, keep: Institution, drop: str) -> None:
    """`keep` gets the offers, providers, invitations and cases of `drop`, which is no more. In a transaction."""
    named = Organization(name=keep.name, website=keep.website or None, id=keep.id)
    log.put(connection, [each.model_copy(update={"organization": named}) for each in offers_of(connection, drop)])
    members = select(MEMBERSHIP.c.account).where(MEMBERSHIP.c.institution == keep.id)
    both = connection.execute(
        select(MEMBERSHIP.c.account).where(MEMBERSHIP.c.institution == drop, MEMBERSHIP.c.account.not_in(members))
    ).scalars()
    new = [{"account": account, "institution": keep.id} for account in both]
    if new:
        connection.execute(insert(MEMBERSHIP), new)
    connection.execute(delete(MEMBERSHIP).where(MEMBERSHIP.c.institution == drop))
    for table in (INVITE, HELP_CASE):
        connection.execute(update(table).where(table.c.institution == drop).values(institution=keep.id))
    connection.execute(delete(INSTITUTION).where(INSTITUTION.c.id == drop))


def _of_offers(id_: str, of: list[HelpOffer]) -> Institution:
    """What offers tell of it. An address for mail only where all that have one have the same."""
    mails = {_line(each.email) for each in of} - {None}
    organization = of[0].organization
    mail = mails.pop() if len(mails) == 1 else None
    return Institution(id=id_, name=_line(organization.name) or id_, website=_line(organization.website), email=mail)


def _line(text: str | None) -> str | None:
    """What may stand in a line, as somebody else wrote it."""
    said = clean(text or "").replace("\n", " ").strip()
    return said if 0 < len(said) <= LONGEST else None


def _offers(connection: Connection, found: Collection[Row[tuple[str, str, bytes, int]]]) -> dict[str, tuple[str, ...]]:
    names = [NAMED + row.id for row in found]
    of: dict[str, list[str]] = {}
    for start in range(0, len(names), 400):
        for row in connection.execute(_NAMING, {"names": names[start : start + 400]}):
            of.setdefault(row.name.removeprefix(NAMED), []).append(row.id)
    return {id_: tuple(ids) for id_, ids in of.items()}


def _read(row: Row[tuple[str, str, bytes, int]]) -> Institution:
    return Institution.model_validate_json(row.body)


def _kept(said: Institution) -> bytes:
    return said.model_dump_json(exclude={"offers"}, exclude_none=True).encode()
