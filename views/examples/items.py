"""Owns contributions of our own making in every state, for samples of several screens; nobody sent them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from contract.contributions import Contribution, Outcome
from contract.problems import Code
from contract.text import Text
from services.outbox_item import Item, Photo
from views.stages import NOW, ident

CODE = "WUE-7K3M-92QF-4HTX"
REMARK = "Die Nummer ist neu. Dort sagt man: Rufen Sie jetzt die 0931 000 00 00 an."
CALL = {
    "offer": ident(1),
    "name": "Mika",
    "way": "phone",
    "reach": "0931 000 47 11",
    "when": "Dienstag am Vormittag",
    "company": True,
    "note": "Ich habe Angst vor dem ersten Gespräch.",
}


def made(index: int, kind: str = "help-checks", **values: Any) -> Item:
    """An item; what is not said of it is that of an answer which has arrived."""
    bodies = {
        "help-checks": {"offer": ident(1), "holds": False, "remark": REMARK},
        "feedback": {"about": "/suche", "text": "Ich suche einen Kurs im Nähen.", "query": "Nähkurs"},
        "call-backs": CALL,
    }
    given: dict[str, Any] = {
        "owner": "",
        "title": "Suche" if kind == "feedback" else "Schuldnerberatung Musterstraße",
        "state": "arrived",
        "body": bodies.get(kind, {}),
        "code": CODE,
        "number": index,
        "base": 1,
        "received_at": NOW - timedelta(minutes=5),
        "created_at": NOW - timedelta(minutes=6),
        "changed_at": NOW - timedelta(minutes=5),
    }
    return Item.model_validate({"id": ident(500 + index), "kind": kind, **given, **values})


OPEN: dict[str, Any] = {"number": None, "base": 0, "received_at": None}
OUTCOME = Outcome(
    text=Text(de="Danke. Die neue Nummer steht jetzt im Eintrag.", simple="Danke. Die neue Nummer steht jetzt da."),
    at=NOW - timedelta(hours=2),
)
DRAFT = made(1, "feedback", state="draft", code="", **OPEN)
WAITING = made(2, state="waiting", problem=Code.HUB_UNREACHABLE, tries=2, photos=(Photo(id=ident(9)),), **OPEN)
SENDING = made(3, state="sending", **OPEN)
ARRIVED = made(12)
ANSWERED = made(13, outcome=OUTCOME, progress="answered", received_at=NOW - timedelta(days=3))
REFUSED = made(14, "feedback", state="refused", problem=Code.BAD_REQUEST, **OPEN)
SIGNED_OUT = made(15, state="waiting", owner=ident(77), code="", problem=Code.SESSION_ENDED, **OPEN)
LEAVING = made(16, state="waiting", gone=True, problem=Code.HUB_SILENT)
WITHDRAWN = made(17, state="withdrawn", gone=True)
CONFLICT = made(
    18,
    state="conflict",
    owner=ident(77),
    code="",
    base_body={"offer": ident(1), "holds": True, "remark": ""},
    theirs=Contribution(
        id=ident(518),
        kind="help-checks",
        version=2,
        number=18,
        state="received",
        epoch="1",
        received_at=NOW,
        changed_at=NOW,
        body={"offer": ident(1), "holds": True, "remark": "Die Zeiten stimmen nicht mehr."},
    ),
)
LONGEST = made(
    19,
    title="Donaudampfschifffahrtsgesellschaftskapitänsversorgungswerk Veitshöchheim-Gadheim",
    body={"offer": ident(1), "holds": False, "remark": "Bürgergeldantragsformularausfüllhilfe fehlt. " * 6},
    outcome=OUTCOME,
)
EVERY = (
    DRAFT,
    WAITING,
    SENDING,
    ARRIVED,
    ANSWERED,
    REFUSED,
    SIGNED_OUT,
    LEAVING,
    WITHDRAWN,
    CONFLICT,
)
