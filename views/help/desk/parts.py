"""Draws what the desk is made of: a request, a report, an offer with what can be said of it; it must not do."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import flet as ft

from contract.contributions import Contribution
from contract.help_desk import OwnOffer
from contract.text import Text
from services.clock import BERLIN
from services.language import Language
from views.help.checked import checked_lines, room_lines
from views.help.desk.store import DeskState, DeskStore
from views.kit.button import main_button, quiet_button
from views.kit.card import card
from views.kit.field import text_field
from views.kit.page import column, side_by_side
from views.kit.text import heading, small, words
from views.sending import standing_line
from views.writing import lines_of, writing_words


def case_card(case: Contribution, state: DeskState, act: DeskStore, say: Language, level: int) -> ft.Control:
    """A request or a report: what somebody wrote, and the ways to answer."""
    kind = writing_words(say)[case.kind]
    parts: list[ft.Control] = [
        heading(kind.name, level),
        small(state.name_of(str(case.body.get("offer", "")), say)),
        *(words(f"{_asked(say)[field]}: {value}") for field, _, value in lines_of(case.kind, case.body, say)),
        small(say("Gekommen am {date}", date=say.date(case.received_at.astimezone(BERLIN).date()))),
    ]
    if case.outcome:
        parts.append(words(say("Ihre Antwort: {text}", text=say.text(case.outcome.text))))
    if state.answering == case.id:
        return card([*parts, _answering(case, state, act, say)])
    ways = []
    if case.state == "received":
        ways.append(quiet_button(say("Gesehen"), partial(act.seen, case, _seen(say)), icon="tick"))
    if case.state != "answered":
        ways.append(quiet_button(say("Beantworten"), partial(act.begin, case, _kindly(case, say)), icon="message"))
    return card([*parts, *([side_by_side(ways)] if ways else [small(say("Beantwortet."))])])


def _asked(say: Language) -> dict[str, str]:
    """The fields of a request or a report, as whoever answers reads them."""
    return {
        "name": say("Name"),
        "way": say("Möchte erreicht werden per"),
        "reach": say("Nummer oder Adresse"),
        "when": say("Passende Zeit"),
        "company": say("Möchte begleitet werden"),
        "note": say("Nachricht"),
        "holds": say("Die Angaben im Eintrag"),
        "remark": say("Was nicht mehr stimmt"),
    }


def _answering(case: Contribution, state: DeskState, act: DeskStore, say: Language) -> ft.Control:
    return column(
        [
            text_field(
                say("Ihre Antwort"),
                state.words,
                act.type_words,
                lines=3,
                hint=say("Schreiben Sie kurz und einfach. Die Person sieht es in ihren Beiträgen."),
            ),
            side_by_side([main_button(say("Antwort senden"), partial(act.answer, case), icon="outbox")]),
        ]
    )


def _seen(say: Language) -> Text:
    return Text.model_validate(
        {"de": "Wir haben es gelesen und kümmern uns darum.", "de-simple": "Wir haben es gelesen.\nWir melden uns."}
    )


def _kindly(case: Contribution, say: Language) -> str:
    if case.kind == "call-backs":
        return say("Danke für Ihre Nachricht. Wir haben Sie erreicht.")
    return say("Danke für den Hinweis. Wir haben den Eintrag geändert.")


def offer_card(offer: OwnOffer, state: DeskState, act: DeskStore, say: Language, level: int) -> ft.Control:
    """An offer of one's own: how fresh it is, what waits, and what can be said of it with a tap."""
    name, known = state.name_of(offer.offer, say), state.offers.get(offer.offer)
    now = state.now or datetime.now(BERLIN)
    parts: list[ft.Control] = [heading(name, level)]
    if offer.overdue:
        parts.append(words(say("Zu prüfen seit {date}", date=say.date(offer.due)), bold=True))
    else:
        parts.append(words(say("Zu prüfen bis {date}", date=say.date(offer.due))))
    if known:
        parts += [small(line) for line in (*checked_lines(known, now, say)[:1], *room_lines(known, now, say)[:2])]
    if known and known.lacks_simple():
        parts.append(words(say("Einfache Sprache fehlt."), bold=True))
    parts += [small(line) for line in _waiting(offer, say)]
    if said := state.said.get(offer.offer):
        parts.append(small(f"{writing_words(say)[said.kind].name}: {standing_line(said, now, say)}"))
    parts.append(
        side_by_side(
            [
                quiet_button(say("Stimmt noch"), partial(act.confirm, offer, name), icon="tick"),
                quiet_button(say("Ist etwas frei?"), partial(act.unfold, offer.offer), icon="keep"),
                quiet_button(say("Bearbeiten"), partial(act.edit, offer.offer), icon="write"),
            ]
        )
    )
    if state.open_id == offer.offer:
        parts.append(_room(offer, name, state, act, say))
    return card(parts)


def _waiting(offer: OwnOffer, say: Language) -> list[str]:
    lines = []
    if offer.requests:
        lines.append(say.count("{n} Anfrage wartet", "{n} Anfragen warten", offer.requests))
    if offer.reports:
        lines.append(say.count("{n} Hinweis wartet", "{n} Hinweise warten", offer.reports))
    return lines


def _room(offer: OwnOffer, name: str, state: DeskState, act: DeskStore, say: Language) -> ft.Control:
    return column(
        [
            text_field(
                say("Wochen Wartezeit"),
                state.weeks,
                act.type_weeks,
                hint=say("Nur für die Warteliste. Sie müssen nichts schreiben."),
            ),
            side_by_side(
                [
                    quiet_button(say("derzeit frei"), partial(act.room, offer, name, "free"), icon="tick"),
                    quiet_button(say("Warteliste"), partial(act.room, offer, name, "waiting"), icon="clock"),
                    quiet_button(say("voll"), partial(act.room, offer, name, "full"), icon="empty"),
                ]
            ),
            small(say("Das gilt 30 Tage. Dann steht wieder nichts da.")),
        ]
    )
