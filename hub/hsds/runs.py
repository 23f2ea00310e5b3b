"""Owns imports: one transaction each, written down so that it can be undone as a whole; it must not read files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from contract.help import HelpOffer
from contract.help_desk import ImportReport, RefusedRow
from contract.identity import new_id
from hub.core import rows
from hub.core.changes import wire
from hub.core.desk import INSTITUTION, INVITE, MEMBERSHIP
from hub.core.hub import Hub
from hub.core.imports import IMPORT_CHANGE, IMPORT_RUN, IMPORT_SAID
from hub.core.problems import not_found
from hub.core.tables import FACET, RECORD
from hub.help import institutions
from hub.hsds import merging
from hub.hsds.offer import Incoming

#: How many of the newest imports are listed, and rows per statement.
LISTED, CHUNK = 50, 400
CHANGED_SINCE = "wurde seit dem Import geändert; bleibt, wie es ist"


class Step(NamedTuple):
    """What an import does to one offer. `before`: its wire form, None: it is new."""

    offer: HelpOffer
    before: bytes | None


def run(hub: Hub, given: Iterable[Incoming], source: str) -> ImportReport:
    """Import offers. What is the same already changes nothing. Raises hub.hsds.sheets.Unreadable from `given`."""
    found, refused = _once(given)
    at = int(hub.now() * 1000)
    with hub.database.writing() as connection:
        there, said = _there(connection, list(found)), _said(connection, list(found))
        steps: list[Step] = []
        unchanged = 0
        for made in found.values():
            body = there.get(made.id)
            now = HelpOffer.model_validate_json(body) if body else None
            offer = merging.merged(made, now, said.get(made.id))
            refused += told(made)
            if offer is None:
                continue
            if body == wire(offer):
                unchanged += 1
            else:
                steps.append(Step(offer, body))
        report = ImportReport(
            id=new_id(hub.now), source=source, at=datetime.fromtimestamp(at / 1000, UTC),
            added=sum(step.before is None for step in steps), changed=sum(step.before is not None for step in steps),
            unchanged=unchanged, refused=tuple(sorted(refused, key=lambda each: each.row)),
        )  # fmt: skip
        hub.log.put(connection, [step.offer for step in steps])
        _keep(connection, report, steps, at)
        rows.put(connection, IMPORT_SAID, [(made.id, _text(made)) for made in found.values() if not made.refused])
    return report


def reports(hub: Hub) -> tuple[ImportReport, ...]:
    """The newest first."""
    wanted = select(IMPORT_RUN.c.body).order_by(IMPORT_RUN.c.at.desc(), IMPORT_RUN.c.id.desc()).limit(LISTED)
    with hub.database.reading() as connection:
        return tuple(ImportReport.model_validate_json(body) for body in connection.execute(wanted).scalars())


def undo(hub: Hub, id_: str) -> ImportReport:
    """Put everything back as it was before a run; what was changed since stays and is named. Raises Refusal (404)."""
    with hub.database.writing() as connection:
        body = connection.execute(select(IMPORT_RUN.c.body).where(IMPORT_RUN.c.id == id_)).scalar()
        if body is None:
            raise not_found()
        report = ImportReport.model_validate_json(body)
        if report.undone:
            return report
        changes = connection.execute(select(IMPORT_CHANGE).where(IMPORT_CHANGE.c.run == id_)).all()
        offers = {each.id: each for each in changes if each.kind == HelpOffer.kind}
        there = _there(connection, list(offers))
        left = [each for each in offers if there.get(each) != offers[each].after]
        back = [each for name, each in offers.items() if name not in left]
        hub.log.put(connection, [HelpOffer.model_validate_json(each.before) for each in back if each.before])
        hub.log.take(connection, HelpOffer.kind, [each.id for each in back if not each.before])
        for ids in _chunks([each.id for each in back]):
            connection.execute(delete(IMPORT_SAID).where(IMPORT_SAID.c.id.in_(ids)))
        _forget(connection, {each.id: each.after for each in changes if each.kind == "institution"})
        stays = tuple(RefusedRow(row=0, field="id", text=CHANGED_SINCE, value=each) for each in sorted(left))
        undone = report.model_copy(update={"undone": True, "refused": (*report.refused, *stays)})
        values = {"undone": True, "body": undone.model_dump_json().encode()}
        connection.execute(update(IMPORT_RUN).where(IMPORT_RUN.c.id == id_).values(**values))
    return undone


def _once(given: Iterable[Incoming]) -> tuple[dict[str, Incoming], list[RefusedRow]]:
    """Each offer once, the first of them, and what is refused already."""
    found: dict[str, Incoming] = {}
    refused: list[RefusedRow] = []
    for made in given:
        if made.refused:
            refused += told(made)
        elif made.id in found:
            why = f"steht schon in Zeile {found[made.id].row}; Zeile nicht übernommen"
            refused.append(RefusedRow(row=made.row, field="id", text=why, value=made.id))
        else:
            found[made.id] = made
    return found, refused


def told(made: Incoming) -> list[RefusedRow]:
    """What of a row was not taken."""
    every = [*dict.fromkeys(made.notes.told), *([made.refused] if made.refused else [])]
    return [RefusedRow(row=made.row, field=field, text=text, value=value) for field, text, value in every]


def _text(made: Incoming) -> bytes:
    return json.dumps(made.fields, ensure_ascii=False, sort_keys=True).encode()


def _there(connection: Connection, ids: list[str]) -> dict[str, bytes]:
    wanted = select(RECORD.c.id, RECORD.c.body).where(RECORD.c.kind == HelpOffer.kind, RECORD.c.gone.is_(False))
    return {
        row.id: row.body for some in _chunks(ids) for row in connection.execute(wanted.where(RECORD.c.id.in_(some)))
    }


def _said(connection: Connection, ids: list[str]) -> dict[str, dict[str, object]]:
    wanted = select(IMPORT_SAID)
    return {
        row.id: json.loads(row.said)
        for some in _chunks(ids)
        for row in connection.execute(wanted.where(IMPORT_SAID.c.id.in_(some)))
    }


def _keep(connection: Connection, report: ImportReport, steps: Sequence[Step], at: int) -> None:
    """Write down what was done, and let institutions that are new be known."""
    new = institutions.unknown(connection)
    institutions.fill(connection, at)
    made = connection.execute(select(INSTITUTION.c.id, INSTITUTION.c.body)).all() if new else []
    changes = [(report.id, HelpOffer.kind, step.offer.id, step.before, wire(step.offer)) for step in steps]
    changes += [(report.id, "institution", row.id, None, row.body) for row in made if row.id in new]
    rows.append(connection, IMPORT_CHANGE, changes)
    body = report.model_dump_json().encode()
    values = {"id": report.id, "source": report.source, "at": at, "undone": False, "body": body}
    connection.execute(insert(IMPORT_RUN).values(**values))


def _forget(connection: Connection, made: dict[str, bytes]) -> None:
    """Institutions that a run brought, where nothing is theirs and nobody changed them."""
    for id_, body in made.items():
        named = select(FACET.c.id).where(FACET.c.kind == HelpOffer.kind, FACET.c.name == institutions.NAMED + id_)
        looked = select(MEMBERSHIP.c.account).where(MEMBERSHIP.c.institution == id_)
        asked = select(INVITE.c.secret).where(INVITE.c.institution == id_)
        if not any(connection.execute(each.limit(1)).first() for each in (named, looked, asked)):
            connection.execute(delete(INSTITUTION).where(INSTITUTION.c.id == id_, INSTITUTION.c.body == body))


def _chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
