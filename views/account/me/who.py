"""Draws who is signed in, and the ways to what one wrote and keeps; it must not do anything."""

from __future__ import annotations

from functools import partial

import flet as ft

from contract.permissions import Who, why_not
from services.language import Language
from views.account.me.store import MeState, MeStore
from views.kit.button import quiet_button
from views.kit.page import side_by_side
from views.kit.text import words


def account_ways(state: MeState, act: MeStore, say: Language) -> list[ft.Control]:
    """Who one is here, and where one goes on."""
    account = state.who.account
    if account:
        ways = [quiet_button(say("Zu meinem Konto"), partial(act.leave, "/konto"), icon="account")]
        who = Who(account.id, frozenset(account.roles))
        if why_not(who, "provide") is None:
            ways.append(quiet_button(say("Ihre Einrichtung"), partial(act.leave, "/einrichtung"), icon="people"))
        if why_not(who, "edit") is None:
            ways.append(quiet_button(say("Zur Redaktion"), partial(act.leave, "/redaktion"), icon="write"))
        return [words(say("Sie sind angemeldet als {name}.", name=account.nickname)), side_by_side(ways)]
    told = say("Sie sind nicht angemeldet. Das müssen Sie auch nicht.")
    if state.who.ended:
        told = say("Ihre Anmeldung ist zu Ende. Vielleicht haben Sie sich auf einem anderen Gerät abgemeldet.")
    enter = quiet_button(say("Anmelden"), partial(act.leave, "/anmelden"), icon="account")
    return [words(told), side_by_side([enter])]


def own_ways(act: MeStore, say: Language) -> list[ft.Control]:
    """Where lies what one wrote and keeps, and how one says what one thinks of the app."""
    rows = (
        (say("Meine Beiträge"), "outbox", "/beitraege"),
        (say("Gemerkt"), "keep", "/gemerkt"),
        (say("Beleg-Code eingeben"), "qr", "/beleg"),
        (say("Rückmeldung"), "message", "/rueckmeldung?zu=/"),
    )
    return [side_by_side([quiet_button(name, partial(act.leave, path), icon=icon) for name, icon, path in rows])]
