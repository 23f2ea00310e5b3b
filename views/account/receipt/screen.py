"""Draws looking up a receipt and the contribution it opens; it must not do anything."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import flet as ft

from contract.contributions import Contribution
from services.clock import BERLIN
from services.language import Language
from views.account.form import trouble
from views.account.receipt.store import MINE, ReceiptState, ReceiptStore
from views.kit.button import main_button, quiet_button
from views.kit.card import card, fact
from views.kit.field import text_field
from views.kit.loading import drawn
from views.kit.notice import told
from views.kit.page import column, page, side_by_side
from views.kit.text import heading, small, words
from views.states import failed
from views.writing import lines_of, title_of, withdrawal_words, writing_words


def receipt_screen(state: ReceiptState, act: ReceiptStore, say: Language, level: int = 1) -> ft.Control:
    """The page where one looks up what became of a contribution."""
    found = drawn(
        state.found,
        lambda contribution: _found(contribution, state, act, say, level),
        waiting=lambda: column(trouble(state.found, say)),
        failed=lambda code: failed(code, act.look, say),
    )
    return page(
        say("Beleg ansehen"),
        [_field(state, act, say), found],
        lead=say("Mit dem Beleg-Code sehen Sie auf jedem Gerät, was aus Ihrem Beitrag geworden ist."),
        icon="qr",
        level=level,
    )


def _field(state: ReceiptState, act: ReceiptStore, say: Language) -> ft.Control:
    wrong = say("Das ist kein Beleg-Code. Ein Zeichen fehlt oder ist falsch. Er sieht so aus: WUE-7K3M-92QF-4HTX")
    return column(
        [
            text_field(
                say("Beleg-Code"),
                state.typed,
                act.type,
                hint=say("Sie können den Code tippen oder einfügen. Groß und klein, Striche und Lücken sind egal."),
                error=wrong if state.wrong else "",
                purpose="once",
                entered=act.look,
            ),
            side_by_side([main_button(say("Beleg ansehen"), act.look)]),
        ]
    )


def _found(one: Contribution, state: ReceiptState, act: ReceiptStore, say: Language, level: int) -> ft.Control:
    now = state.now or datetime.now(BERLIN)
    spoken = writing_words(say)[one.kind]
    title = title_of(one.kind, one.body, say, name=state.name)
    parts: list[ft.Control] = [
        heading(title or spoken.name, level + 1),
        *([small(spoken.name)] if title else []),
        words(_standing(one, say), "title_medium"),
        words(say("Nummer {number}", number=one.number)),
        column(
            [
                small(
                    say("Angekommen: {date}, {time}", date=say.date(one.received_at), time=say.time(one.received_at))
                ),
                small(say("Zuletzt geändert: {age}", age=say.ago(one.changed_at, now))),
            ],
            gap=4,
        ),
    ]
    parts += [fact(spoken.icon, name, [value]) for _, name, value in lines_of(one.kind, one.body, say)]
    if one.attachments:
        parts.append(small(say.count("{n} Foto", "{n} Fotos", len(one.attachments))))
    if one.outcome:
        parts.append(_outcome(one, say))
    return column([card(parts), *_ways(one, state, act, say)])


def _standing(one: Contribution, say: Language) -> str:
    return {
        "received": say("Angekommen. Noch hat niemand geantwortet."),
        "in-progress": say("In Arbeit. Jemand kümmert sich darum."),
        "answered": say("Beantwortet."),
        "withdrawn": say("Zurückgezogen."),
    }[one.state]


def _outcome(one: Contribution, say: Language) -> ft.Control:
    assert one.outcome
    return column(
        [
            words(say("Was daraus geworden ist"), "label_medium"),
            words(say.text(one.outcome.text)),
            small(say("Antwort vom {date}", date=say.date(one.outcome.at))),
        ],
        gap=4,
    )


def _ways(one: Contribution, state: ReceiptState, act: ReceiptStore, say: Language) -> list[ft.Control]:
    """What one may do with it: change it on this device, withdraw it."""
    if one.state == "withdrawn":
        return [told(say("Der Beitrag ist zurückgezogen."), icon="tick")] if state.gone.value else []
    if state.gone.value:
        mine = quiet_button(say("Zu „Meine Beiträge“"), partial(act.leave, MINE), icon="outbox")
        return [told(say("Ist vermerkt. Die App zieht den Beitrag zurück."), icon="tick"), side_by_side([mine])]
    if state.sure:
        return [
            words(say("Möchten Sie den Beitrag wirklich zurückziehen?")),
            words(withdrawal_words(one.kind, say)),
            *trouble(state.gone, say),
            side_by_side(
                [
                    quiet_button(say("Ja, zurückziehen"), act.withdraw),
                    quiet_button(say("Nein, behalten"), partial(act.ask, False)),
                ]
            ),
        ]
    change = quiet_button(say("Auf diesem Gerät ändern"), act.take, icon="write")
    return [
        *trouble(state.taken, say),
        side_by_side([change, quiet_button(say("Zurückziehen"), partial(act.ask, True))]),
    ]
