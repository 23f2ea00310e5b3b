"""Draws what the forms of an account share: fields, trouble, the code one keeps; it must not do anything."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import flet as ft

from contract.problems import Code
from services.language import Language
from services.qr import code_of
from views.kit.button import Press, main_button, quiet_button
from views.kit.card import card
from views.kit.field import switch, text_field
from views.kit.loading import Loadable
from views.kit.notice import told
from views.kit.page import column, side_by_side
from views.kit.picture import code_picture
from views.kit.text import announced, small, words

Typed = Callable[[str], Any]


def trouble(loadable: Loadable[Any], say: Language) -> list[ft.Control]:
    """What became of sending a form, as far as it is not good yet; a screen reader is told."""
    if loadable.busy:
        return [announced(say("Einen Augenblick …"))]
    if loadable.problem:
        return [told(" ".join(_problem(loadable, say)), icon="broken", urgent=True)]
    return []


def _problem(loadable: Loadable[Any], say: Language) -> tuple[str, str]:
    """What happened and what to do now. A form is not sent again by itself: whoever filled it in does that."""
    code = Code(loadable.problem)
    what, now = say.problem(code)
    if code in (Code.HUB_UNREACHABLE, Code.HUB_SILENT):
        return what, say("Bitte versuchen Sie es noch einmal, sobald Sie Netz haben.")
    if loadable.wait:
        return what, _pause(loadable.wait, say)
    return what, now


def _pause(seconds: int, say: Language) -> str:
    """How long to wait: in minutes, below one in seconds."""
    if seconds < 60:
        wait = say.count("Bitte warten Sie {n} Sekunde.", "Bitte warten Sie {n} Sekunden.", seconds)
    else:
        minutes = math.ceil(seconds / 60)
        wait = say.count("Bitte warten Sie {n} Minute.", "Bitte warten Sie {n} Minuten.", minutes)
    return f"{wait} {say('Dann versuchen Sie es noch einmal.')}"


def name_field(value: str, typed: Typed, say: Language, *, wrong: bool) -> ft.Control:
    """The nickname of an account."""
    return text_field(
        say("Spitzname"),
        value,
        typed,
        hint=say("Unter diesem Namen sehen andere, was Sie schreiben. Es muss nicht Ihr echter Name sein."),
        error=say("Der Spitzname braucht 3 bis 40 Zeichen, ohne das Zeichen @.") if wrong else "",
        purpose="name",
    )


def mail_field(value: str, typed: Typed, say: Language, *, hint: str, wrong: bool) -> ft.Control:
    """An e-mail address."""
    error = say("Die E-Mail-Adresse ist nicht vollständig. Beispiel: name@beispiel.de") if wrong else ""
    return text_field(say("E-Mail-Adresse"), value, typed, hint=hint, error=error, purpose="email")


def new_password(
    value: str, typed: Typed, say: Language, *, shown: bool, wrong: bool, entered: Press | None = None
) -> ft.Control:
    """A password that is made up now."""
    return text_field(
        say("Neues Passwort"),
        value,
        typed,
        hint=say("Mindestens 10 Zeichen. Gut sind mehrere Wörter, die nur Ihnen zusammen einfallen."),
        error=say("Das Passwort braucht mindestens 10 Zeichen.") if wrong else "",
        purpose="new-password",
        veiled=not shown,
        entered=entered,
    )


def old_password(
    value: str,
    typed: Typed,
    say: Language,
    *,
    shown: bool,
    wrong: bool,
    entered: Press | None = None,
    beside_new: bool = False,
    hint: str = "",
) -> ft.Control:
    """The password one has. `beside_new`: a new one is asked for, too."""
    return text_field(
        say("Bisheriges Passwort") if beside_new else say("Passwort"),
        value,
        typed,
        hint=hint,
        error=say("Bitte geben Sie Ihr Passwort ein.") if wrong else "",
        purpose="password",
        veiled=not shown,
        entered=entered,
    )


def reveal(shown: bool, turned: Callable[[bool], Any], say: Language) -> ft.Control:
    """Whether one sees the letters of a password."""
    return switch(say("Passwort zeigen"), shown, turned)


def kept_code(code: str, copied: bool, copy: Press, done: Press, say: Language) -> ft.Control:
    """The recovery code, which is shown once, and what to do with it."""
    return column(
        [
            words(say("Das ist Ihr Ersatz-Code. Mit ihm kommen Sie in Ihr Konto, wenn Sie das Passwort vergessen.")),
            card([words(code, "headline_small")]),
            words(say("Schreiben Sie den Code auf und bewahren Sie ihn gut auf. Wir zeigen ihn nur dieses eine Mal.")),
            small(say("Wer diesen Code hat, kann Ihr Konto öffnen. Geben Sie ihn niemandem.")),
            side_by_side([quiet_button(say("Code kopieren"), copy)]),
            *([announced(say("Kopiert. Sie können es jetzt einfügen."))] if copied else []),
            side_by_side([code_picture(code_of(code), name=say("Ihr Ersatz-Code als QR-Code"))]),
            side_by_side([main_button(say("Ich habe den Code aufbewahrt"), done)]),
        ]
    )
