"""Owns what editors are served of imports and of twins, as values; it must not know files or likeness."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, insert, select

from contract import endpoints
from contract.help import HelpOffer, Location
from contract.help_desk import ImportReport, ImportReports, Institution, Twin, TwinJoin, Twins
from contract.problems import Code, FieldError
from contract.words import clean
from hub.core.hub import Hub
from hub.core.imports import TWINS_APART
from hub.core.parameters import Word
from hub.core.problems import Refusal, not_found
from hub.core.servings import Asking, Reply, Serving
from hub.core.tables import RECORD
from hub.help import institutions
from hub.help.days import day
from hub.hsds import files, runs, twins
from hub.hsds.offer import Origin
from hub.hsds.sheets import Unreadable

BYTES = "application/octet-stream"
#: Bytes of a file that may be sent; more is for `python -m hub import` beside the hub.
MOST_BYTES = 8 * 1024 * 1024
FORM = Word("format", "What the file is: HSDS (a data package as ZIP, or JSON), or a table.", choices=("hsds", "csv"),
            required=True)  # fmt: skip
SOURCE = Word("source", "Who says so; part of the ids of offers that have none of their own.", longest=200)


def servings(hub: Hub) -> tuple[Serving, ...]:
    desk = ImportDesk(hub)
    return (
        Serving(
            endpoints.DESK_IMPORT, "Import help offers; the same again changes nothing.", desk.run, (FORM, SOURCE),
            takes_media=BYTES, most=MOST_BYTES, slow=True,
        ),
        Serving(endpoints.DESK_IMPORTS, "The newest imports and what they did.", desk.reports),
        Serving(endpoints.DESK_IMPORT_UNDO, "Undo an import as a whole.", desk.undo, slow=True),
        Serving(endpoints.DESK_TWINS, "Institutions that are perhaps one.", desk.twins, slow=True),
        Serving(
            endpoints.DESK_TWIN_JOIN, "Join two institutions, or say that they are two.", desk.join, refuses=(404,),
            slow=True,
        ),
    )  # fmt: skip


class ImportDesk:
    """Each answers in a worker thread."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def run(self, asking: Asking) -> Reply:
        source = " ".join(clean(asking.values["source"]).split()) or "Import"
        origin = Origin(source, day(int(self._hub.now() * 1000)))
        try:
            given = list(files.read(asking.body, asking.values["format"], origin))
        except Unreadable as error:
            raise Refusal(Code.BAD_REQUEST, 422, (FieldError(pointer="#", detail=str(error)),)) from None
        report: ImportReport = runs.run(self._hub, given, source)
        return Reply(report)

    def reports(self, _: Asking) -> Reply:
        return Reply(ImportReports(items=runs.reports(self._hub)))

    def undo(self, asking: Asking) -> Reply:
        return Reply(runs.undo(self._hub, asking.path["id"]))

    def twins(self, _: Asking) -> Reply:
        with self._hub.database.reading() as connection:
            return Reply(_twins(connection))

    def join(self, asking: Asking) -> Reply:
        said: TwinJoin = asking.body
        if said.keep == said.drop:
            wrong = FieldError(pointer="#/drop", detail="muss eine andere Einrichtung sein")
            raise Refusal(Code.BAD_REQUEST, 422, (wrong,))
        with self._hub.database.writing() as connection:
            found = {each.id: each for each in institutions.some(connection, (said.keep, said.drop))}
            if len(found) < 2:
                raise not_found()
            if said.apart:
                first, second = sorted((said.keep, said.drop))
                if (first, second) not in _apart(connection):
                    connection.execute(insert(TWINS_APART).values(first=first, second=second))
            else:
                keep = _together(found[said.keep], found[said.drop])
                institutions.join(connection, self._hub.log, keep, said.drop)
                institutions.put(connection, self._hub.log, keep, int(self._hub.now() * 1000))
            return Reply(_twins(connection))


def _together(keep: Institution, drop: Institution) -> Institution:
    """What the one does not tell of itself it takes from the other."""
    numbers = {twins.international(each.number) or each.number for each in keep.phones}
    more = [each for each in drop.phones if (twins.international(each.number) or each.number) not in numbers]
    mail, website = keep.email or drop.email, keep.website or drop.website
    return keep.model_copy(update={"phones": (*keep.phones, *more), "email": mail, "website": website})


def _twins(connection: Connection) -> Twins:
    known = {each.id: each for each in institutions.some(connection, None)}
    numbers: defaultdict[str, list[str]] = defaultdict(list)
    places: defaultdict[str, list[Location]] = defaultdict(list)
    bodies = select(RECORD.c.body).where(RECORD.c.kind == HelpOffer.kind, RECORD.c.gone.is_(False))
    for body in connection.execute(bodies).scalars():
        offer = HelpOffer.model_validate_json(body)
        numbers[offer.organization.id] += [each.number for each in offer.phones]
        places[offer.organization.id] += offer.locations
    traits = [twins.traits(each, numbers[each.id], places[each.id]) for each in known.values()]
    return Twins(
        items=tuple(
            Twin(first=known[pair.first], second=known[pair.second], why=pair.why, likeness=pair.likeness)
            for pair in twins.likely(traits, _apart(connection))
        )
    )


def _apart(connection: Connection) -> set[tuple[str, str]]:
    return {(row.first, row.second) for row in connection.execute(select(TWINS_APART))}
