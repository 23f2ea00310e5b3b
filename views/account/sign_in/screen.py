"""Draws signing in: name and password, other ways, the way back from them; it must not do anything."""

from __future__ import annotations

from functools import partial

import flet as ft

from contract.account import DEMO_NAMES, DEMO_PASSWORD, Provider
from services.language import Language
from views.account.form import old_password, reveal, trouble
from views.account.sign_in.store import SignInForm, SignInStore
from views.kit.button import main_button, quiet_button
from views.kit.card import card
from views.kit.field import text_field
from views.kit.notice import flag, notice, speaking
from views.kit.page import column, page, side_by_side
from views.kit.text import announced, heading, small, words
from views.reasons import ACCOUNT


def sign_in_screen(state: SignInForm, act: SignInStore, say: Language, level: int = 1) -> ft.Control:
    """The page where one signs in."""
    if state.who.account:
        return page(say("Anmelden"), [_here(state.who.account.nickname, act, say)], icon="account", level=level)
    parts = [*_ended(state, act, say), _form(state, act, say), *_other_ways(state, act, say)]
    parts.append(_no_account(act, say, level))
    if state.demo:
        parts.append(_samples(act, say, level))
    lead = say("Lesen und schreiben können Sie auch ohne Konto.")
    return page(say("Anmelden"), parts, lead=lead, icon="account", level=level)


def _here(nickname: str, act: SignInStore, say: Language) -> ft.Control:
    return column(
        [
            words(say("Sie sind angemeldet als {name}.", name=nickname)),
            side_by_side([main_button(say("Zu meinem Konto"), partial(act.leave, ACCOUNT))]),
        ]
    )


def _ended(state: SignInForm, act: SignInStore, say: Language) -> list[ft.Control]:
    if not state.who.ended:
        return []
    return [
        column(
            [
                notice(
                    say("Ihre Anmeldung ist zu Ende. Vielleicht haben Sie sich auf einem anderen Gerät abgemeldet.")
                ),
                side_by_side([quiet_button(say("Ohne Konto weiter"), act.heard)]),
            ]
        )
    ]


def _form(state: SignInForm, act: SignInStore, say: Language) -> ft.Control:
    name = text_field(
        say("Spitzname oder E-Mail-Adresse"),
        state.nickname,
        act.name,
        error=say("Bitte geben Sie Ihren Namen ein.") if "nickname" in state.wrong else "",
        purpose="name",
    )
    secret = old_password(
        state.password, act.secret, say, shown=state.shown, wrong="password" in state.wrong, entered=act.enter
    )
    parts = [name, secret, reveal(state.shown, act.show, say)]
    if not state.who.durable:
        parts.append(notice(say("Die Anmeldung gilt bis zum Schließen. Danach melden Sie sich wieder an.")))
    parts += [] if state.away else trouble(state.entering, say)
    lost = quiet_button(say("Passwort vergessen"), partial(act.leave, "/passwort-vergessen"))
    return column([*parts, side_by_side([main_button(say("Anmelden"), act.enter), lost])])


def _other_ways(state: SignInForm, act: SignInStore, say: Language) -> list[ft.Control]:
    """Other places where one may sign in, if the hub knows any."""
    if not state.providers.value:
        return []

    def way(provider: Provider) -> ft.Control:
        return quiet_button(say("Anmelden mit {name}", name=provider.name), partial(act.elsewhere, provider.id))

    parts = [way(provider) for provider in state.providers.value]
    if state.away:
        parts.append(announced(say("Ihr Browser ist offen. Melden Sie sich dort an und kommen Sie dann zurück.")))
    return [column(parts, gap=8)]


def _no_account(act: SignInStore, say: Language, level: int) -> ft.Control:
    return column(
        [
            heading(say("Sie haben noch kein Konto?"), level + 1),
            quiet_button(say("Konto anlegen"), partial(act.leave, "/konto-anlegen"), icon="account"),
            quiet_button(say("Beleg-Code eingeben"), partial(act.leave, "/beleg"), icon="qr"),
        ],
        gap=8,
    )


def _samples(act: SignInStore, say: Language, level: int) -> ft.Control:
    """The accounts of a hub on this device, marked as what they are."""
    return card(
        [
            heading(say("Konten zum Ausprobieren"), level + 1),
            flag(say("Muster: Diese Konten sind erfunden.")),
            words(say("Wählen Sie einen Namen. Dann steht alles oben im Formular.")),
            small(say("Das Passwort ist immer: {password}", password=DEMO_PASSWORD)),
            side_by_side([quiet_button(name, partial(act.take_sample, name, DEMO_PASSWORD)) for name in DEMO_NAMES]),
        ]
    )


def return_screen(state: SignInForm, act: SignInStore, say: Language, level: int = 1) -> ft.Control:
    """The page to which a provider sends one back."""
    if state.entering.problem:
        part = column(
            [
                *trouble(state.entering, say),
                side_by_side([main_button(say("Noch einmal anmelden"), partial(act.leave, "/anmelden"))]),
            ]
        )
    else:
        part = speaking(say("Einen Augenblick …"), say("Wir schließen Ihre Anmeldung ab."), icon="account")
    return page(say("Anmeldung"), [part], level=level)
