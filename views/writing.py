"""Owns the words of every kind of contribution: its fields, when it goes, what withdrawing means; it must not draw."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from contract.contributions import CONTRIBUTIONS
from contract.text import Text
from services.language import Language
from views.entries import entry_words, room_words
from views.kinds import page_words

#: Gives the name of the record whose page has an address, if it is on this device.
NameAt = Callable[[str], Awaitable[Text | None]]


async def nameless(_address: str) -> None:
    """Where no records are."""


@dataclass(frozen=True)
class KindWords:
    """How a kind of `contract.contributions.CONTRIBUTIONS` speaks to whoever sends it.

    `fields` names what it shows; `yes` and `no` say a field that is one or the other; `values` says those of a field
    that is one of several. `icon` is a pictogram.
    """

    name: str
    fields: Mapping[str, str]
    icon: str
    yes: str = ""
    no: str = ""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def writing_words(say: Language) -> dict[str, KindWords]:
    """The words of each declared kind."""
    return {
        "help-checks": KindWords(
            say("Stimmt das noch?"),
            {"holds": say("Ihre Antwort"), "remark": say("Was stimmt nicht mehr?")},
            "help",
            say("Stimmt noch"),
            say("Stimmt nicht mehr"),
        ),
        "feedback": KindWords(
            say("Rückmeldung"), {"text": say("Ihre Rückmeldung"), "query": say("Ihr Suchwort")}, "message"
        ),
        "bookmarks": KindWords(say("Gemerkt"), {"kept": say("Gemerkt")}, "keep", say("Ja"), say("Nein")),
        "call-backs": _call_back(say),
        "help-entries": KindWords(say("Eintrag geändert"), entry_words(say), "write", say("Ja"), say("Nein")),
        "help-availability": KindWords(
            say("Ist etwas frei?"),
            {"state": say("Ist etwas frei?"), "weeks": say("Wochen Wartezeit"), "until": say("Gilt bis")},
            "keep",
            values={"state": room_words(say)},
        ),
        "help-confirmations": KindWords(say("Stimmt noch"), {"on": say("Geprüft am")}, "tick"),
    }


def _call_back(say: Language) -> KindWords:
    return KindWords(
        say("Bitte um Rückruf"),
        {
            "name": say("Ihr Name"),
            "way": say("Wie erreicht man Sie?"),
            "reach": say("Nummer oder Adresse"),
            "when": say("Wann passt es Ihnen?"),
            "company": say("Soll Sie jemand begleiten?"),
            "note": say("Was Sie noch sagen möchten"),
        },
        "call",
        say("Ja"),
        say("Nein"),
        values={"way": way_words(say)},
    )


def way_words(say: Language) -> dict[str, str]:
    """The ways to reach somebody (`contract.help_desk.CallBack.way`)."""
    return {"phone": say("Anruf"), "mail": say("E-Mail"), "message": say("Nachricht aufs Handy")}


def late_words(kind: str, say: Language) -> str:
    """Whether it may wait on the device until there is a network."""
    if CONTRIBUTIONS[kind].late:
        return say("Das geht auch ohne Netz. Die App sendet es, sobald wieder Netz da ist.")
    return say("Dafür brauchen Sie Netz. Später zählt es nicht mehr.")


def withdrawal_words(kind: str, say: Language) -> str:
    """What withdrawing means, before one does it."""
    if CONTRIBUTIONS[kind].withdrawal == "erased":
        return say("Dann löschen wir alles davon, auch bei uns.")
    return say("Dann löschen wir Ihren Text und Ihre Fotos. Nur die Nummer und die Zeit bleiben bei uns stehen.")


def lines_of(kind: str, body: Mapping[str, Any], say: Language) -> list[tuple[str, str, str]]:
    """What a person sees of a body, as (field, its name, its value in words); what is empty is left out."""
    spoken = writing_words(say)[kind]
    found = []
    for name in CONTRIBUTIONS[kind].shows:
        value = said(kind, body.get(name), say, name)
        if value:
            found.append((name, spoken.fields[name], value))
    return found


def said(kind: str, value: object, say: Language, name: str = "") -> str:
    """One value of a body in words, that of the field with this name; empty where there is none."""
    spoken = writing_words(say)[kind]
    if name in spoken.values:
        return spoken.values[name].get(str(value), "")
    if isinstance(value, bool):
        return spoken.yes if value else spoken.no
    if isinstance(value, Mapping) and set(value) == {"de", "de-simple"}:
        return say.text(Text.model_validate(value))
    if isinstance(value, Mapping | list | tuple):
        # What has an order of its own, like hours, is read on the offer's page.
        return say("geändert")
    return str(value) if value else ""


def subject(kind: str, body: Mapping[str, Any]) -> str:
    """The address of the page that something is about."""
    return f"/hilfe/{body['offer']}" if "offer" in body else str(body.get("about", ""))


def title_of(kind: str, body: Mapping[str, Any], say: Language, *, name: Text | None, kept: str = "") -> str:
    """What a contribution is called: as the thing it is about is called now, else as it was called in writing it.

    `name`: of the record, if it is here. `kept`: what the item remembers; nothing of what came from another device.
    """
    return say.text(name) if name else kept or page_words(say).get(subject(kind, body), "")


def form_address(kind: str, body: Mapping[str, Any]) -> str:
    """Where a draft of a kind is written on."""
    if kind == "help-checks":
        return f"/hilfe/{body.get('offer', '')}"
    if kind.startswith("help-"):
        return f"/einrichtung/{body.get('offer', '')}"
    if kind == "call-backs":
        return f"/rueckruf/{body.get('offer', '')}"
    if kind == "feedback":
        return f"/rueckmeldung?zu={quote(str(body.get('about', '/')), safe='/')}"
    return "/gemerkt"
