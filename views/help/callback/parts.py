"""Draws what a request to be called back is made of: its fields, who sees it, how far it got; it must not do."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import flet as ft

from contract.help import HelpOffer
from services.language import Language
from services.outbox_item import Item
from views.form import FormState
from views.help.callback.store import CallbackStore
from views.kit.button import choice
from views.kit.card import card, fact
from views.kit.field import switch, text_field
from views.kit.page import column, side_by_side
from views.kit.steps import steps
from views.kit.text import small, words
from views.sending import state_words
from views.writing import way_words

#: What must not be empty; `ending` asks for it.
NEEDED = "name reach"
#: How far a request got, by the progress of its receipt.
DONE = {"received": 2, "in-progress": 3, "answered": 4, "withdrawn": 2}


def who_sees(offer: HelpOffer, days: int, say: Language) -> ft.Control:
    """Said before anything is sent."""
    lines = [
        say("Nur diese Stelle: {organization}", organization=offer.organization.name),
        say("Nach {n} Tagen wird alles gelöscht: hier auf dem Gerät und bei der Stelle.", n=days),
        say("Sie brauchen kein Konto. Ihr richtiger Name ist nicht nötig."),
    ]
    return card([fact("seeing", say("Wer sieht das?"), lines)])


def fields(state: FormState, act: CallbackStore, say: Language) -> list[ft.Control]:
    """A name of choice, one way to be reached, when, and whether somebody shall come along."""
    return [
        _line(
            "name",
            say("Wie sollen wir Sie nennen?"),
            state,
            act,
            hint=say("Ein Vorname reicht. Es darf auch ein erfundener Name sein."),
            lack=say("Bitte schreiben Sie einen Namen."),
        ),
        *_reach(state, act, say),
        _line(
            "when",
            say("Wann passt es Ihnen?"),
            state,
            act,
            hint=say("Zum Beispiel: Dienstag am Vormittag. Sie müssen nichts schreiben."),
        ),
        switch(
            say("Ich komme nicht allein"),
            bool(state.body.get("company", False)),
            lambda on: act.write(company=on, way=_way(state)),
            hint=say("Jemand holt Sie ab oder geht beim ersten Mal mit."),
        ),
        _line(
            "note",
            say("Was Sie noch sagen möchten"),
            state,
            act,
            hint=say("Sie müssen nichts erklären. Schreiben Sie nur, was die Stelle wissen soll."),
            lines=3,
        ),
    ]


def _reach(state: FormState, act: CallbackStore, say: Language) -> list[ft.Control]:
    """One way of three, and the number or address for it."""
    way = _way(state)
    names = {
        "phone": say("Ihre Telefonnummer"),
        "mail": say("Ihre E-Mail-Adresse"),
        "message": say("Ihre Handynummer"),
    }
    ways = [choice(name, partial(act.write, way=slug), chosen=slug == way) for slug, name in way_words(say).items()]
    return [
        column([words(say("Wie erreicht man Sie?"), "label_large"), side_by_side(ways)], gap=8),
        _line(
            "reach",
            names[way],
            state,
            act,
            hint=say("Am besten etwas, das nur Sie lesen oder hören."),
            lack=say("Ohne das kann Sie niemand erreichen."),
            purpose="email" if way == "mail" else "",
        ),
    ]


def _way(state: FormState) -> str:
    return str(state.body.get("way", "phone"))


def _line(
    name: str,
    label: str,
    state: FormState,
    act: CallbackStore,
    *,
    hint: str,
    lack: str = "",
    lines: int = 1,
    purpose: str = "",
) -> ft.Control:
    """A field of the body. The way goes along: a form without it would be refused, and nobody chose it anew."""
    value = str(state.body.get(name, ""))
    return text_field(
        label,
        value,
        lambda text: act.write(**{name: text, "way": _way(state)}),
        hint=hint,
        error=lack if state.lacking and not value.strip() else "",
        lines=lines,
        purpose=purpose,
    )


def how_far(item: Item, now: datetime, days: int, say: Language) -> list[ft.Control]:
    """From the device to the answer, step by step; each is said only once it is so."""
    if item.state in ("withdrawn", "refused", "conflict") or item.gone:
        return []
    first = say("Gesendet") if item.base else state_words(item, say)
    names = [first, say("Angekommen"), say("Gesehen"), say("Beantwortet")]
    done = DONE[item.progress] if item.base else 0
    now_at = max(done, 1)
    spoken = say("Schritt {n} von {all}: {name}", n=now_at, all=len(names), name=names[now_at - 1])
    parts: list[ft.Control] = [card([steps(names, done=done, spoken=spoken)])]
    if item.outcome:
        answer = [say.text(item.outcome.text), say.ago(item.outcome.at, now)]
        parts.append(card([fact("message", say("Antwort"), answer)]))
    elif item.base:
        parts.append(small(say("Die Stelle meldet sich bei Ihnen. Hier sehen Sie, ob sie Ihre Bitte gesehen hat.")))
    if item.received_at:
        gone = item.received_at + timedelta(days)
        parts.append(small(say("Am {date} wird alles gelöscht.", date=say.date(gone))))
    return parts
