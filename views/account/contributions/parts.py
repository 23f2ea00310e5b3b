"""Draws what the page of one contribution is made of: what was sent, the answer, ways on, the code; it must not do."""

from __future__ import annotations

from datetime import datetime

import flet as ft

from contract.contributions import CONTRIBUTIONS
from services.language import Language
from services.outbox_item import Item
from views.account.contributions.one import OneState, OneStore
from views.kit.button import main_button, quiet_button
from views.kit.card import card, fact
from views.kit.page import column, side_by_side
from views.kit.picture import code_picture
from views.kit.text import announced, heading, small, words
from views.writing import lines_of, withdrawal_words


def facts(item: Item, now: datetime, say: Language) -> list[ft.Control]:
    """What was sent, and what became of it."""
    lines = lines_of(item.kind, item.body, say)
    rows = [fact("write", name, value.split("\n")) for _, name, value in lines]
    if item.photos:
        rows.append(fact("camera", say("Fotos"), [say.count("{n} Foto", "{n} Fotos", len(item.photos))]))
    if item.outcome:
        answer = [say.text(item.outcome.text), say.ago(item.outcome.at, now)]
        rows.append(fact("message", say("Das wurde daraus"), answer))
    elif item.state == "arrived":
        rows.append(fact("message", say("Das wurde daraus"), [say("Noch keine Antwort. Sie müssen nichts tun.")]))
    return [card(rows)] if rows else []


def ways(item: Item, state: OneState, act: OneStore, say: Language) -> ft.Control:
    """What one can do with it as it stands."""
    if state.asking:
        return _ask(item, act, say)
    buttons: list[ft.Control] = []
    if item.state == "draft":
        buttons.append(main_button(say("Weiter schreiben"), act.go_on, icon="write"))
        buttons.append(quiet_button(say("Verwerfen"), act.forget))
    if item.state == "waiting":
        buttons.append(main_button(say("Jetzt senden"), act.send_now, icon="outbox"))
    leaves = CONTRIBUTIONS[item.kind].withdrawable
    if item.state in ("waiting", "sending", "arrived", "refused") and not item.gone:
        # What an offer says is changed where it is seen whole.
        buttons.append(quiet_button(say("Ändern"), act.change if leaves else act.go_on, icon="write"))
    if leaves and item.state in ("waiting", "sending", "arrived") and not item.gone:
        buttons.append(quiet_button(say("Zurückziehen"), act.ask))
    if item.state in ("refused", "withdrawn"):
        buttons.append(quiet_button(say("Aus der Liste nehmen"), act.forget))
    return side_by_side(buttons)


def _ask(item: Item, act: OneStore, say: Language) -> ft.Control:
    """What withdrawing means, and whether it shall be."""
    yes = main_button(say("Ja, zurückziehen"), act.withdraw)
    return card(
        [
            words(say("Möchten Sie das wirklich zurückziehen?"), "title_medium"),
            words(withdrawal_words(item.kind, say)),
            side_by_side([yes, quiet_button(say("Nein, behalten"), act.ask)]),
        ]
    )


def receipt(item: Item, state: OneState, act: OneStore, say: Language, level: int) -> ft.Control:
    """The receipt code of a guest, to copy and to scan."""
    parts: list[ft.Control] = [
        heading(say("Ihr Beleg-Code"), level),
        words(item.code, "title_large"),
        words(say("Mit diesem Code finden Sie Ihren Beitrag auf jedem Gerät wieder.")),
        small(say("Geben Sie den Code niemandem. Wer ihn hat, kann Ihren Beitrag ändern.")),
        side_by_side(
            [
                quiet_button(say("Code kopieren"), act.copy_code),
                quiet_button(
                    say("QR-Code schließen") if state.picture else say("Als QR-Code zeigen"), act.show_code, icon="qr"
                ),
            ]
        ),
    ]
    if state.copied:
        parts.append(announced(say("Kopiert. Sie können es jetzt einfügen.")))
    if state.picture:
        parts.append(code_picture(state.picture, name=say("QR-Code mit Ihrem Beleg-Code")))
    return column(parts, gap=8)
