"""Shows making an account in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from contract.problems import Code
from services.language import Language
from views.account.nobody import CODE, PHRASE, refuse, sign_in
from views.account.sign_up.screen import sign_up_screen
from views.account.sign_up.store import SignUpForm, SignUpStore
from views.bare import stay
from views.kit.loading import Loadable


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page."""
    full = SignUpForm(nickname="Mainkiesel", password=PHRASE, email="mainkiesel@beispiel.de")
    states = {
        "empty": SignUpForm(),
        "full": full,
        "busy": replace(full, made=Loadable(busy=True)),
        "failed": replace(full, made=Loadable(problem=Code.NAME_TAKEN.value)),
        "code": SignUpForm(made=Loadable(CODE)),
        "longest": replace(
            full,
            nickname="Gartenfreundin-Rottendorfer-Landstraße-7",
            shown=True,
            durable=False,
            wrong=("nickname", "password", "email"),
            made=Loadable(problem=Code.HUB_FOREIGN.value),
        ),
        "copied": SignUpForm(made=Loadable(CODE), copied=True),
    }
    act = SignUpStore(sign_in(), stay, refuse)
    return {name: sign_up_screen(state, act, say) for name, state in states.items()}
