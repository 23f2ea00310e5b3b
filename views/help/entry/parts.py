"""Draws the fields of an offer, each text in both languages with what would make it easier; it must not do."""

from __future__ import annotations

from functools import partial

import flet as ft

from contract.help import HelpOffer
from services.help.entry_form import PAIRS, SIMPLE
from services.language import Language
from views.entries import entry_words, holiday_words
from views.help.entry.advice import advice
from views.help.entry.store import EntryState, EntryStore
from views.kit.button import choice
from views.kit.field import switch, text_field
from views.kit.notice import notice
from views.kit.page import column, halves, side_by_side
from views.kit.text import heading, small, words

#: Lines a field shows at first.
TALL = {"description": 5, "application_process": 3, "required_documents": 3, "schedules": 3, "phones": 2}


def texts(state: EntryState, act: EntryStore, say: Language, offer: HelpOffer, level: int) -> list[ft.Control]:
    """What the offer says of itself."""
    said = entry_words(say)
    pairs = [_pair(name, said[name], state, act, say, offer, level) for name in (*PAIRS[:4], "required_documents")]
    return [column(pairs, gap=24)]


def contact(state: EntryState, act: EntryStore, say: Language) -> list[ft.Control]:
    """How one gets in touch."""
    said = entry_words(say)
    hints = {
        "phones": say("Eine Nummer in jeder Zeile."),
        "url": say("Zum Beispiel: www.muster.de"),
    }
    fields = [
        _field(name, said[name], state, act, say, hints.get(name, ""))
        for name in ("phones", "email", "url", "appointment_url")
    ]
    on = bool(state.lines.get("callback"))
    told = say("Dann kann man Sie hier um einen Anruf bitten. Sie sehen die Bitten bei „Ihre Einrichtung“.")
    calls = switch(said["callback"], on, lambda now: act.type("callback", "yes" if now else ""), hint=told)
    return [*fields, calls]


def hours(state: EntryState, act: EntryStore, say: Language, offer: HelpOffer, level: int) -> list[ft.Control]:
    """When one is there."""
    said, holidays = entry_words(say), holiday_words(say)
    parts: list[ft.Control] = []
    if "schedules" in state.lines:
        hint = say("Eine Zeile für gleiche Tage. Zum Beispiel: Mo–Fr 09:00–12:00, 14:00–16:00")
        parts.append(_field("schedules", said["schedules"], state, act, say, hint))
    else:
        parts.append(
            notice(say("Ihre Zeiten gelten nur für eine Weile. Nur die Redaktion kann sie ändern."), icon="clock")
        )
    chosen = state.lines.get("holidays")
    ways = [
        choice(name, partial(act.type, "holidays", value), chosen=value == chosen) for value, name in holidays.items()
    ]
    parts += [words(said["holidays"], "label_large"), side_by_side(ways)]
    return [*parts, _pair("schedule_note", said["schedule_note"], state, act, say, offer, level)]


def _pair(
    name: str, label: str, state: EntryState, act: EntryStore, say: Language, offer: HelpOffer, level: int
) -> ft.Control:
    parts: list[ft.Control] = [heading(label, level)]
    if name == "required_documents":
        parts.append(small(say("Ein Ding in jeder Zeile. In beiden Sprachen gleich viele Zeilen.")))
    parts.append(
        halves(
            _field(name, say("Alltags-Sprache: {name}", name=label), state, act, say),
            _field(name + SIMPLE, say("Einfache Sprache: {name}", name=label), state, act, say),
        )
    )
    names = {*offer.organization.name.replace("-", " ").split(), "Würzburg"}
    found = advice(state.lines.get(name + SIMPLE, ""), names, say)
    if found:
        parts.append(notice("\n".join([say("So wird es leichter:"), *found]), icon="help"))
    return column(parts, gap=8)


def _field(name: str, label: str, state: EntryState, act: EntryStore, say: Language, hint: str = "") -> ft.Control:
    wrong = state.wrong.get(name)
    plain = name.removesuffix(SIMPLE)
    return text_field(
        label,
        state.lines.get(name, ""),
        partial(act.type, name),
        # A name is one line; in simple language one sentence stands in each.
        lines=TALL.get(plain, 2 if name.endswith(SIMPLE) else 1),
        hint=hint,
        error=_wrong(wrong, say) if wrong else "",
    )


def _wrong(what: str, say: Language) -> str:
    return {
        "needed": say("Das darf nicht leer sein."),
        "both": say("Bitte schreiben Sie es in beiden Sprachen."),
        "stays": say("Ganz löschen geht hier nicht. Schreiben Sie etwas anderes."),
        "count": say("Bitte schreiben Sie in beiden Sprachen gleich viele Zeilen."),
        "phone": say("In einer Nummer stehen nur Ziffern."),
        "mail": say("Diese Adresse stimmt nicht. Zum Beispiel: name@muster.de"),
        "web": say("Diese Adresse stimmt nicht. Zum Beispiel: www.muster.de"),
        "hours": say("Diese Zeiten versteht die App nicht. Zum Beispiel: Mo–Fr 09:00–12:00"),
    }[what]
