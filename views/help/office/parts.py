"""Draws what the office is made of: figures, what is overdue, invitations, twins; it must not do anything."""

from __future__ import annotations

from functools import partial

import flet as ft

from contract.help_desk import HelpFigures, Institution, Twin, Twins
from services.language import Language
from views.help.office.store import SHOWN, OfficeState, OfficeStore
from views.kit.button import main_button, quiet_button
from views.kit.card import card, fact
from views.kit.field import text_field
from views.kit.notice import notice, told
from views.kit.page import column, side_by_side
from views.kit.text import answer, heading, small, words


def figures(found: HelpFigures, say: Language) -> ft.Control:
    """How fresh the directory is, in words and numbers."""
    share = round(100 * found.fresh / found.offers) if found.offers else 0
    prompt = say("{n} davon in 7 Tagen.", n=found.answered_in_7_days)
    rows = (
        (
            "tick",
            say("Geprüft"),
            [
                say("{n} von {all} Angeboten sind geprüft.", n=found.fresh, all=found.offers),
                say("Das sind {share} von 100.", share=share),
            ],
        ),
        (
            "clock",
            say("Nicht mehr geprüft"),
            [
                say.count("{n} Angebot wartet.", "{n} Angebote warten.", found.overdue),
                say("An {n} davon haben wir erinnert.", n=found.reminded),
            ],
        ),
        (
            "message",
            say("Hinweise in 90 Tagen"),
            [
                say.count("{n} Hinweis ist gekommen.", "{n} Hinweise sind gekommen.", found.reported),
                say.count("{n} ist beantwortet.", "{n} sind beantwortet.", found.answered),
                prompt,
            ],
        ),
    )
    return column([fact(icon, name, lines) for icon, name, lines in rows])


def overdue(state: OfficeState, act: OfficeStore, say: Language, level: int) -> ft.Control:
    """Offers past their day, the longest waiting first."""
    late = state.overdue
    if not late:
        return notice(say("Kein Angebot wartet auf eine Prüfung."), icon="tick")
    rows: list[ft.Control] = []
    for each in late[:SHOWN]:
        known = state.offers.get(each.offer)
        name = say.text(known.name) if known else say("Angebot, das dieses Gerät noch nicht kennt")
        lines: list[ft.Control] = [heading(name, level), words(say("Zu prüfen seit {date}", date=say.date(each.due)))]
        if known:
            lines.append(small(known.organization.name))
        edit = quiet_button(say("Bearbeiten"), partial(act.leave, f"/einrichtung/{each.offer}"), icon="write")
        rows.append(card([*lines, side_by_side([edit])]))
    if len(late) > SHOWN:
        rows.append(small(say("{n} weitere warten.", n=len(late) - SHOWN)))
    return column(rows)


def invitation(state: OfficeState, act: OfficeStore, say: Language) -> ft.Control:
    """A code for somebody who shall look after an institution."""
    parts: list[ft.Control] = [
        words(say("Mit einem Code kümmert sich jemand um die Angebote einer Einrichtung.")),
        text_field(say("Name der Einrichtung"), state.query, act.find),
    ]
    if state.query.strip() and not state.fitting:
        parts.append(small(say("Keine Einrichtung heißt so.")))
    parts += [
        side_by_side([quiet_button(say("Einladen: {name}", name=each.name), partial(act.invite, each), icon="people")])
        for each in state.fitting
    ]
    if state.invite:
        until = say.date(state.invite.until.date())
        inside: list[ft.Control] = [
            words(say("Code für {name}", name=state.invited), bold=True),
            answer(state.invite.code),
            small(say("Er gilt einmal, bis zum {date}. Wir zeigen ihn nur jetzt.", date=until)),
            side_by_side([main_button(say("Code kopieren"), act.copy, icon="keep")]),
        ]
        if state.copied:
            inside.append(told(say("Der Code ist kopiert."), icon="tick"))
        parts.append(card(inside))
    return column(parts)


def twins(found: Twins, state: OfficeState, act: OfficeStore, say: Language, level: int) -> ft.Control:
    """Institutions that are perhaps one, each pair with the ways to decide."""
    if not found.items:
        return notice(say("Keine Einrichtung steht zweimal da."), icon="tick")
    return column([_pair(twin, state, act, say, level) for twin in found.items[:SHOWN]])


def _pair(twin: Twin, state: OfficeState, act: OfficeStore, say: Language, level: int) -> ft.Control:
    why = {
        "name": say("der Name"),
        "phone": say("die Telefon-Nummer"),
        "address": say("die Adresse"),
        "website": say("die Internetseite"),
    }
    parts: list[ft.Control] = [
        small(say("Gleich oder ähnlich: {what}", what=", ".join(why[each] for each in twin.why))),
        *(_one(each, say, level) for each in (twin.first, twin.second)),
    ]
    if state.joining != (twin.first.id, twin.second.id):
        return card([*parts, side_by_side(
            [
                quiet_button(say("Zusammenlegen"), partial(act.begin, twin), icon="people"),
                quiet_button(say("Das sind zwei"), partial(act.part, twin)),
            ]
        )])  # fmt: skip
    ways = [
        quiet_button(say("{name} bleibt", name=_named(keep, twin, say)), partial(act.join, keep, drop))
        for keep, drop in ((twin.first, twin.second), (twin.second, twin.first))
    ]
    ask = words(say("Welche bleibt? Sie bekommt alle Angebote. Die andere ist dann weg."), bold=True)
    return card([*parts, ask, side_by_side([*ways, quiet_button(say("Abbrechen"), partial(act.begin, twin))])])


def _named(one: Institution, twin: Twin, say: Language) -> str:
    """Its name; where both have the same, which of them it is."""
    if twin.first.name != twin.second.name:
        return one.name
    return say("Die obere") if one == twin.first else say("Die untere")


def _one(one: Institution, say: Language, level: int) -> ft.Control:
    lines = [
        *(phone.number for phone in one.phones[:3]),
        *(each for each in (one.email, one.website) if each),
        say.count("{n} Angebot", "{n} Angebote", len(one.offers)),
    ]
    return column([heading(one.name, level), *(small(line) for line in lines)], gap=4)
