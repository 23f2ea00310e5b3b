"""Draws the forms of one's account: name and e-mail, password, deletion; it must not do anything."""

from __future__ import annotations

from functools import partial

import flet as ft

from contract.account import Account
from services.language import Language
from views.account.account.store import AccountState, AccountStore, Section
from views.account.form import mail_field, name_field, new_password, old_password, reveal, trouble
from views.kit.button import Press, main_button, quiet_button
from views.kit.field import text_field
from views.kit.notice import notice, told
from views.kit.page import column, side_by_side
from views.kit.text import words


def names(account: Account, state: AccountState, act: AccountStore, say: Language) -> list[ft.Control]:
    """Nickname and e-mail address, and the form to change them."""
    if state.open != "name":
        mail = say("E-Mail-Adresse: {email}", email=account.email or say("keine"))
        return [
            words(say("Spitzname: {name}", name=account.nickname)),
            words(mail),
            *_done(state, "name", say("Gespeichert."), say),
            _opener(say("Name oder E-Mail ändern"), "name", act),
        ]
    fields = [
        name_field(state.nickname, partial(act.type, "nickname"), say, wrong="nickname" in state.wrong),
        mail_field(
            state.email,
            partial(act.type, "email"),
            say,
            hint=say("Wenn Sie das Feld leeren, löschen wir die Adresse."),
            wrong="email" in state.wrong,
        ),
    ]
    if account.has_password:
        hint = say("Sie brauchen es nur, wenn Sie die E-Mail-Adresse ändern.")
        fields += [_own_password(state, act, say, hint=hint), reveal(state.shown, act.show, say)]
    return [_form(fields, main_button(say("Speichern"), act.rename), state, act, say)]


def passwords(account: Account, state: AccountState, act: AccountStore, say: Language) -> list[ft.Control]:
    """The form to change the password."""
    if not account.has_password:
        return [words(say("Sie melden sich auf einer anderen Seite an. Hier haben Sie kein Passwort."))]
    if state.open != "password":
        return [
            *_done(state, "password", say("Ihr neues Passwort gilt. Andere Geräte sind abgemeldet."), say),
            _opener(say("Passwort ändern"), "password", act),
        ]
    fields = [
        _own_password(state, act, say, beside_new=True),
        new_password(
            state.new_password,
            partial(act.type, "new_password"),
            say,
            shown=state.shown,
            wrong="new_password" in state.wrong,
            entered=act.change_password,
        ),
        reveal(state.shown, act.show, say),
    ]
    return [_form(fields, main_button(say("Passwort ändern"), act.change_password), state, act, say)]


def deletion(account: Account, state: AccountState, act: AccountStore, say: Language) -> list[ft.Control]:
    """The warning, and the name typed once more."""
    if state.open != "deletion":
        return [
            words(say("Das Konto und alles, was dazu gehört, verschwindet für immer.")),
            _opener(say("Konto löschen …"), "deletion", act),
        ]
    warning = say("Das lässt sich nicht rückgängig machen. Wir löschen Ihren Namen, Ihre Beiträge und Ihre Fotos.")
    fields: list[ft.Control] = [
        notice(warning, icon="broken", urgent=True),
        words(say("Möchten Sie etwas behalten? Dann speichern Sie zuerst Ihre Daten.")),
        text_field(
            say("Ihr Spitzname, noch einmal"),
            state.nickname,
            partial(act.type, "nickname"),
            hint=say("Bitte geben Sie ein: {name}", name=account.nickname),
            error=say("Das ist nicht Ihr Spitzname.") if "nickname" in state.wrong else "",
        ),
    ]
    if account.has_password:
        fields += [_own_password(state, act, say), reveal(state.shown, act.show, say)]
    send, stay = quiet_button(say("Konto für immer löschen"), act.delete), say("Konto behalten")
    return [_form(fields, send, state, act, say, stay=stay)]


def _own_password(
    state: AccountState, act: AccountStore, say: Language, *, beside_new: bool = False, hint: str = ""
) -> ft.Control:
    return old_password(
        state.old_password,
        partial(act.type, "old_password"),
        say,
        shown=state.shown,
        wrong="old_password" in state.wrong,
        beside_new=beside_new,
        hint=hint,
    )


def _form(
    fields: list[ft.Control], send: ft.Control, state: AccountState, act: AccountStore, say: Language, stay: str = ""
) -> ft.Control:
    """`stay` names the way out of it without doing anything."""
    leave: Press = partial(act.unfold, "")
    ways = side_by_side([send, quiet_button(stay or say("Nicht ändern"), leave)])
    return column([*fields, *trouble(state.done, say), ways])


def _opener(name: str, section: Section, act: AccountStore) -> ft.Control:
    return side_by_side([quiet_button(name, partial(act.unfold, section))])


def _done(state: AccountState, section: Section, text: str, say: Language) -> list[ft.Control]:
    return [told(text, icon="tick")] if state.done.value == section else []
