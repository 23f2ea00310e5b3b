"""Draws making an account, and the code one gets with it; it must not do anything."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.language import Language
from views.account.form import kept_code, mail_field, name_field, new_password, reveal, trouble
from views.account.sign_up.store import SignUpForm, SignUpStore
from views.kit.button import main_button, quiet_button
from views.kit.notice import notice
from views.kit.page import column, page, side_by_side
from views.kit.text import small


def sign_up_screen(state: SignUpForm, act: SignUpStore, say: Language, level: int = 1) -> ft.Control:
    """The page where one makes an account."""
    code = state.made.value
    if code is not None:
        parts = [kept_code(code, state.copied, act.copy, act.keep, say)]
        return page(say("Ihr Konto ist angelegt"), parts, icon="account", level=level)
    lead = say("Ein Konto brauchen Sie nur, wenn Sie Ihre Beiträge auf mehreren Geräten sehen möchten.")
    return page(say("Konto anlegen"), [_form(state, act, say)], lead=lead, icon="account", level=level)


def _form(state: SignUpForm, act: SignUpStore, say: Language) -> ft.Control:
    parts: list[ft.Control] = [
        name_field(state.nickname, partial(act.type, "nickname"), say, wrong="nickname" in state.wrong),
        new_password(
            state.password, partial(act.type, "password"), say, shown=state.shown, wrong="password" in state.wrong
        ),
        reveal(state.shown, act.show, say),
        mail_field(
            state.email,
            partial(act.type, "email"),
            say,
            hint=say("Freiwillig. Wir schreiben Ihnen nur, wenn Sie das Passwort vergessen."),
            wrong="email" in state.wrong,
        ),
        small(say("Mehr wollen wir nicht wissen. Sie können das Konto jederzeit wieder löschen.")),
    ]
    if not state.durable:
        parts.append(notice(say("Die Anmeldung gilt bis zum Schließen. Danach melden Sie sich wieder an.")))
    parts += trouble(state.made, say)
    parts.append(side_by_side([main_button(say("Konto anlegen"), act.make)]))
    parts.append(side_by_side([quiet_button(say("Ich habe schon ein Konto"), partial(act.leave, "/anmelden"))]))
    return column(parts)
