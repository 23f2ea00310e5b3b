"""Draws setting a new password with a code; it must not do anything."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.language import Language
from views.account.form import kept_code, mail_field, new_password, reveal, trouble
from views.account.recovery.store import RecoveryForm, RecoveryStore
from views.kit.button import main_button, quiet_button
from views.kit.field import text_field
from views.kit.notice import told
from views.kit.page import column, page, side_by_side
from views.kit.text import heading


def recovery_screen(state: RecoveryForm, act: RecoveryStore, say: Language, level: int = 1) -> ft.Control:
    """The page where one sets a new password."""
    if state.made.value:
        parts = [kept_code(state.made.value, state.copied, act.copy, act.keep, say)]
        return page(say("Ihr neues Passwort gilt"), parts, icon="account", level=level)
    return page(
        say("Passwort vergessen"),
        [_form(state, act, say), _mail(state, act, say, level)],
        lead=say("Mit einem Code legen Sie ein neues Passwort fest. Den Code haben Sie beim Anlegen bekommen."),
        icon="account",
        level=level,
    )


def _form(state: RecoveryForm, act: RecoveryStore, say: Language) -> ft.Control:
    return column(
        [
            text_field(
                say("Spitzname oder E-Mail-Adresse"),
                state.nickname,
                partial(act.type, "nickname"),
                error=say("Bitte geben Sie Ihren Namen ein.") if "nickname" in state.wrong else "",
                purpose="name",
            ),
            text_field(
                say("Code"),
                state.code,
                partial(act.type, "code"),
                hint=say("Ihr Ersatz-Code oder der Code aus unserer E-Mail"),
                error=say("Bitte geben Sie den Code ein.") if "code" in state.wrong else "",
                purpose="once",
            ),
            new_password(
                state.new_password,
                partial(act.type, "new_password"),
                say,
                shown=state.shown,
                wrong="new_password" in state.wrong,
                entered=act.recover,
            ),
            reveal(state.shown, act.show, say),
            *trouble(state.made, say),
            side_by_side([main_button(say("Neues Passwort festlegen"), act.recover)]),
        ]
    )


def _mail(state: RecoveryForm, act: RecoveryStore, say: Language, level: int) -> ft.Control:
    """Asking for a code by mail. It is never said whether an address belongs to an account."""
    sent = say("Wenn diese Adresse zu einem Konto gehört, ist eine E-Mail mit einem Code unterwegs.")
    return column(
        [
            heading(say("Sie haben keinen Code?"), level + 1),
            mail_field(
                state.email,
                partial(act.type, "email"),
                say,
                hint=say("Das geht, wenn Sie uns Ihre Adresse einmal gegeben haben."),
                wrong="email" in state.wrong,
            ),
            *trouble(state.mailed, say),
            *([told(sent, icon="mail")] if state.mailed.value else []),
            side_by_side([quiet_button(say("Code per E-Mail senden"), act.mail, icon="mail")]),
        ]
    )
