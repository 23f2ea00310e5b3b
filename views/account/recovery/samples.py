"""Shows setting a new password in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from contract.problems import Code
from services.language import Language
from views.account.nobody import CODE, PHRASE, refuse, sign_in
from views.account.recovery.screen import recovery_screen
from views.account.recovery.store import RecoveryForm, RecoveryStore
from views.bare import stay
from views.kit.loading import Loadable


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page."""
    full = RecoveryForm(nickname="Mainkiesel", code=CODE, new_password=PHRASE)
    states = {
        "empty": RecoveryForm(),
        "full": full,
        "busy": replace(full, made=Loadable(busy=True)),
        "failed": replace(full, made=Loadable(problem=Code.SIGN_IN_WRONG.value)),
        "mailed": RecoveryForm(email="mainkiesel@beispiel.de", mailed=Loadable(True)),
        "code": RecoveryForm(made=Loadable(CODE)),
        "longest": replace(
            full,
            shown=True,
            email="nachbarschaftshilfe.unterpleichfeld.vorstand",
            wrong=("nickname", "code", "new_password", "email"),
            made=Loadable(problem=Code.SIGN_IN_PAUSED.value),
            mailed=Loadable(problem=Code.TOO_MANY.value),
        ),
    }
    act = RecoveryStore(sign_in(), stay, refuse)
    return {name: recovery_screen(state, act, say) for name, state in states.items()}
