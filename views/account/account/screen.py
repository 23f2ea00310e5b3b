"""Draws one's account: who one is, devices, own data, the way out; it must not do anything."""

from __future__ import annotations

from functools import partial

import flet as ft

from contract.account import Account
from contract.permissions import WhyNot
from contract.problems import Code
from services.language import Language
from views.account.account.parts import deletion, names, passwords
from views.account.account.sessions import devices
from views.account.account.store import AccountState, AccountStore
from views.account.form import trouble
from views.kit.button import quiet_button
from views.kit.notice import told
from views.kit.page import column, page, side_by_side
from views.kit.text import heading, small, words
from views.reasons import reason
from views.words import role_words


def account_screen(state: AccountState, act: AccountStore, say: Language, level: int = 1) -> ft.Control:
    """The page of one's account."""
    account = state.account
    if account is None:
        return page(say("Mein Konto"), _nobody(state, act, say), icon="account", level=level)
    sections = (
        (say("Das bin ich"), [_roles(account, say), *names(account, state, act, say)]),
        (say("Passwort"), passwords(account, state, act, say)),
        (say("Meine Geräte"), devices(state, act, say)),
        (say("Meine Daten mitnehmen"), _own_data(state, act, say)),
        (say("Abmelden"), _way_out(act, say)),
        (say("Konto löschen"), deletion(account, state, act, say)),
    )
    lead = say("Sie sind angemeldet als {name}.", name=account.nickname)
    parts = [column([heading(title, level + 1), *drawn]) for title, drawn in sections]
    return page(say("Mein Konto"), parts, lead=lead, icon="account", level=level)


def _nobody(state: AccountState, act: AccountStore, say: Language) -> list[ft.Control]:
    """For a guest; also right after the account was deleted."""
    gone = [told(say("Ihr Konto ist gelöscht. Alles, was dazu gehörte, ist weg."), icon="tick")]
    why = reason(WhyNot(Code.SESSION_ENDED if state.who.ended else Code.SIGN_IN_NEEDED), act.leave, say)
    ways = side_by_side([quiet_button(say("Konto anlegen"), partial(act.leave, "/konto-anlegen"), icon="account")])
    return [*(gone if state.done.value == "deletion" else []), why, ways]


def _roles(account: Account, say: Language) -> ft.Control:
    """What the account may be besides a name, or how it becomes more."""
    known = role_words(say)
    if account.roles:
        return column([words(known[role]) for role in account.roles], gap=4)
    checked = say("Noch hat kein Amt geprüft, dass Sie hier wohnen. Für das meiste ist das auch nicht nötig.")
    way = say(
        "Für manches muss eine Stelle der Stadt oder Ihrer Gemeinde prüfen, dass Sie hier wohnen. "
        "Wo das geht, steht noch nicht fest."
    )
    return column([words(checked), small(way)], gap=4)


def _own_data(state: AccountState, act: AccountStore, say: Language) -> list[ft.Control]:
    parts: list[ft.Control] = [
        words(say("Sie bekommen alles, was wir zu Ihrem Konto gespeichert haben, in einer ZIP-Datei.")),
        side_by_side([quiet_button(say("Datei speichern"), act.take_along)]),
        *trouble(state.taken, say),
    ]
    if state.taken.value:
        parts.append(told(say("Die Datei ist gespeichert."), icon="tick"))
    return parts


def _way_out(act: AccountStore, say: Language) -> list[ft.Control]:
    return [
        words(say("Entwürfe und wartende Beiträge bleiben auf diesem Gerät. Sie werden nach der Anmeldung gesendet.")),
        side_by_side([quiet_button(say("Auf diesem Gerät abmelden"), act.sign_out)]),
    ]
