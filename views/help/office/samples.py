"""Shows the office of editors in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import flet as ft

from contract.help import Phone
from contract.help_desk import HelpFigures, Institution, Invite, OwnOffers, Twin, Twins
from contract.permissions import WhyNot
from contract.problems import Code
from services.language import Language
from views.bare import CLOCK, stay
from views.examples.offers import DEBTS, LONGEST
from views.help.desk.samples import INSTITUTION, MINE, OFFERS, desk
from views.help.office.screen import office_screen
from views.help.office.store import OfficeState, OfficeStore
from views.kit.loading import Loadable
from views.stages import LATER, NOW, ident

FIGURES = HelpFigures(offers=480, fresh=412, overdue=68, reminded=51, reported=23, answered=19, answered_in_7_days=17)
OTHER = Institution(
    id=ident(91),
    name="Muster-Wohlfahrtsverband Würzburg e. V.",
    website="https://muster.invalid/",
    phones=(Phone(number="0931 000 00 00"),),
    offers=(ident(5),),
)
SAME = OTHER.model_copy(update={"id": ident(92), "name": INSTITUTION.name})
TWINS = Twins(
    items=(
        Twin(first=INSTITUTION, second=OTHER, why=("name", "phone"), likeness=0.9),
        Twin(first=INSTITUTION, second=SAME, why=("name", "address", "website"), likeness=0.8),
    )
)
LONG = INSTITUTION.model_copy(update={"name": LONGEST.organization.name})


async def forget(_text: str) -> None:
    """Where samples copy to: nowhere."""


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page; `empty`: nothing waits."""
    act = OfficeStore(desk(), CLOCK, stay, forget)
    return {name: office_screen(state, act, say) for name, state in _states().items()}


def _states() -> dict[str, OfficeState]:
    full = OfficeState(
        provides=True,
        figures=Loadable(FIGURES),
        mine=Loadable(MINE),
        twins=Loadable(TWINS),
        offers=OFFERS,
        now=NOW,
    )
    hub = Code.HUB_UNREACHABLE.value
    invite = Invite(code="7K3M-92QF-4HTX-AB3D", until=NOW + timedelta(14))
    nothing = HelpFigures(
        offers=0, fresh=0, overdue=0, reminded=0, reported=0, answered=0, answered_in_7_days=0
    )  # fmt: skip
    return {
        "full": full,
        "empty": replace(
            full, figures=Loadable(nothing), mine=Loadable(OwnOffers()), twins=Loadable(Twins()), offers={}
        ),
        "busy": OfficeState(
            provides=True, figures=Loadable(busy=True), mine=Loadable(busy=True), twins=Loadable(busy=True)
        ),
        "failed": OfficeState(
            provides=True, figures=Loadable(problem=hub), mine=Loadable(problem=hub), twins=Loadable(problem=hub)
        ),
        "stale": replace(full, figures=Loadable(FIGURES, problem=hub), mine=Loadable(MINE, problem=hub), now=LATER),
        "longest": replace(
            full, twins=Loadable(Twins(items=(Twin(first=LONG, second=OTHER, why=("name",), likeness=1),)))
        ),
        "invited": replace(full, query="muster", invited=INSTITUTION.name, invite=invite, copied=True),
        "nobody": replace(full, query="xyz"),
        "joining": replace(full, joining=(INSTITUTION.id, SAME.id), trouble=hub),
        "office": replace(full, provides=False, offers={DEBTS.id: DEBTS}),
        "guest": OfficeState(why=WhyNot(Code.SIGN_IN_NEEDED, ("editor", "office"))),
        "provider": OfficeState(why=WhyNot(Code.NOT_ALLOWED, ("editor", "office"))),
    }
