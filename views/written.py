"""Draws what every form has: its photos, what became of it, the way out of it; it must not know a kind."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import flet as ft

from contract.problems import Code
from services.clock import BERLIN
from services.language import Language
from services.outbox_item import Item
from views.form import FormState, FormStore
from views.kit.button import main_button, quiet_button
from views.kit.field import switch
from views.kit.notice import notice, told
from views.kit.page import column, side_by_side
from views.kit.picture import photo
from views.kit.text import small, words
from views.sending import standing
from views.writing import late_words, withdrawal_words


def photos(state: FormState, act: FormStore, say: Language) -> ft.Control:
    """The photos beside what is written, each with the way to take it out, and the way to add one."""
    parts: list[ft.Control] = [
        side_by_side(
            [
                photo(shot.jpeg, name=say("Foto {n}", n=place)),
                quiet_button(say("Foto {n} entfernen", n=place), partial(act.remove_photo, shot.ident)),
            ]
        )
        for place, shot in enumerate(state.shots, 1)
    ]
    if len(state.shots) < act.kind.photos:
        most = say("Sie müssen kein Foto senden. Höchstens {n} sind möglich.", n=act.kind.photos)
        parts += [
            side_by_side([quiet_button(say("Foto dazulegen"), act.add_photos, icon="camera")]),
            small(most),
            switch(
                say("Aufnahme-Ort im Foto behalten"),
                state.position,
                act.keep_position,
                hint=say("Sonst nimmt die App den Ort aus dem Foto heraus. Das gilt für die nächsten Fotos."),
            ),
        ]
    return column(parts, gap=8)


def ending(state: FormState, act: FormStore, say: Language, *, needs: str = "") -> ft.Control:
    """Trouble if there is some, then to send it or to throw it away."""
    parts: list[ft.Control] = []
    if state.trouble:
        parts.append(told(" ".join(say.problem(Code(state.trouble))), icon="broken", urgent=True))
    parts.append(side_by_side([main_button(say("Senden"), partial(act.send, needs), icon="outbox")]))
    if state.item:
        parts.append(small(say("Was Sie schreiben, bleibt als Entwurf auf diesem Gerät.")))
    parts.append(small(late_words(act.kind.name, say)))
    if state.item:
        parts.append(side_by_side([quiet_button(say("Entwurf verwerfen"), act.drop)]))
    return column(parts, gap=8)


def resumed(state: FormState, say: Language) -> list[ft.Control]:
    """Says that a draft of before stands there."""
    if not state.resumed:
        return []
    return [notice(say("Das haben Sie hier schon geschrieben. Es ist noch nicht gesendet."), icon="write")]


def became(state: FormState, item: Item, act: FormStore, say: Language, *, again: str) -> ft.Control:
    """What became of what was sent: never success before the hub's answer. `again` names the way to a new one."""
    now = state.now or datetime.now(BERLIN)
    ways: list[ft.Control] = [
        quiet_button(say("Ansehen und ändern"), partial(act.leave, f"/beitraege/{item.id}"), icon="write")
    ]
    if item.state in ("waiting", "sending", "arrived") and not item.gone:
        ways.append(quiet_button(say("Zurückziehen"), act.withdraw))
    if item.state != "conflict":
        ways.append(quiet_button(again, act.again))
    parts: list[ft.Control] = [standing(item, now, say)]
    if item.code and item.state != "withdrawn":
        parts.append(words(say("Ihr Beleg-Code: {code}", code=item.code)))
        parts.append(small(say("Mit diesem Code finden Sie Ihren Beitrag auf jedem Gerät wieder.")))
    if item.state == "arrived":
        parts.append(small(f"{say('Sie können es zurückziehen.')} {withdrawal_words(item.kind, say)}"))
    if state.trouble:
        parts.append(told(" ".join(say.problem(Code(state.trouble))), icon="broken", urgent=True))
    return column([*parts, side_by_side(ways)], gap=8)
