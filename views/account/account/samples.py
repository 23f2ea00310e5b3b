"""Shows one's account in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from contract.problems import Code
from services.account.session import SignInState
from services.language import Language
from views.account.account.screen import account_screen
from views.account.account.store import AccountState, AccountStore
from views.account.nobody import ANNA, DEVICES, FLEETING, KNOWN, LONGEST, SHORT, refuse, sign_in
from views.bare import CLOCK, stay
from views.kit.loading import Loadable
from views.stages import NOW


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page."""
    act = AccountStore(sign_in(), CLOCK, stay, refuse)
    return {name: account_screen(state, act, say) for name, state in _states().items()}


def _states() -> dict[str, AccountState]:
    full = AccountState(who=KNOWN, sessions=Loadable(DEVICES), now=NOW)
    unknown = replace(full, sessions=Loadable(problem=Code.HUB_UNREACHABLE.value))
    return {
        "full": full,
        "empty": AccountState(now=NOW),
        "ended": AccountState(who=FLEETING, now=NOW),
        "gone": AccountState(done=Loadable("deletion"), now=NOW),
        "busy": replace(full, sessions=Loadable(busy=True), taken=Loadable(busy=True)),
        "failed": replace(unknown, taken=Loadable(problem=Code.HUB_SILENT.value)),
        "name": replace(full, open="name", nickname=ANNA.nickname, email=ANNA.email or ""),
        "password": replace(full, open="password", shown=True, new_password=SHORT, wrong=("new_password",)),
        "saved": replace(full, done=Loadable("password"), taken=Loadable(True), ended=Loadable(True)),
        "deletion": replace(full, open="deletion", nickname="Main", wrong=("nickname", "old_password")),
        "elsewhere": replace(full, who=SignInState(ANNA.model_copy(update={"has_password": False}))),
        "longest": replace(
            full,
            who=SignInState(LONGEST, durable=False),
            open="deletion",
            nickname=LONGEST.nickname,
            done=Loadable(problem=Code.SIGN_IN_WRONG.value),
        ),
    }
