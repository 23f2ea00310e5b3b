"""Shows signing in in each of its states, and why somebody may not; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from contract.account import Provider
from contract.permissions import WhyNot
from contract.problems import Code
from services.language import Language
from views.account.nobody import FLEETING, KNOWN, PHRASE, sign_in, stay_here
from views.account.sign_in.screen import return_screen, sign_in_screen
from views.account.sign_in.store import SignInForm, SignInStore
from views.bare import stay
from views.kit.loading import Loadable
from views.kit.page import page
from views.reasons import reason

CITY = Provider(id="city", name="Bürgerkonto")
FAR = Provider(id="far", name="Nutzerkonto der Verwaltungsgemeinschaft Margetshöchheim")


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page."""
    act = SignInStore(sign_in(), stay, stay_here)
    drawn = {name: sign_in_screen(state, act, say) for name, state in _states().items()}
    returned = SignInForm(entering=Loadable(busy=True))
    drawn["return"] = return_screen(returned, act, say)
    lost = SignInForm(entering=Loadable(problem=Code.PROVIDER_FAILED.value))
    drawn["return-failed"] = return_screen(lost, act, say)
    drawn["reasons"] = page(say("Anmelden"), [reason(why, stay, say) for why in _reasons()])
    return drawn


def _reasons() -> tuple[WhyNot, ...]:
    return (
        WhyNot(Code.SIGN_IN_NEEDED),
        WhyNot(Code.CHECK_NEEDED, ("resident",)),
        WhyNot(Code.NOT_ALLOWED, ("editor", "moderator", "office")),
        WhyNot(Code.PHASE_CLOSED),
    )


def _states() -> dict[str, SignInForm]:
    full = SignInForm(nickname="Mainkiesel", password=PHRASE, providers=Loadable((CITY,)))
    return {
        "empty": SignInForm(),
        "full": full,
        "shown": replace(full, shown=True),
        "demo": SignInForm(demo=True),
        "lacking": SignInForm(wrong=("nickname", "password")),
        "busy": replace(full, entering=Loadable(busy=True)),
        "away": replace(full, entering=Loadable(busy=True), away=True),
        "failed": replace(full, entering=Loadable(problem=Code.SIGN_IN_WRONG.value)),
        "offline": replace(full, entering=Loadable(problem=Code.HUB_UNREACHABLE.value)),
        "here": SignInForm(who=KNOWN),
        "longest": SignInForm(
            nickname="nachbarschaftshilfe.unterpleichfeld@beispiel-verein-mainfranken.de",
            who=FLEETING,
            demo=True,
            wrong=("password",),
            providers=Loadable((CITY, FAR)),
            entering=Loadable(problem=Code.SIGN_IN_PAUSED.value),
        ),
    }
