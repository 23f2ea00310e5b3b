"""Shows the desk of those who offer help in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import flet as ft

from contract.contributions import Contribution, Outcome
from contract.help import Availability
from contract.help_desk import Institution, OwnOffer, OwnOffers
from contract.permissions import WhyNot
from contract.problems import Code
from contract.text import Text
from services.account.session import SignIn
from services.help.desk import HelpDesk
from services.hub import HubClient
from services.language import Language
from services.secrets import SecretStore
from views.bare import CLOCK, outbox, stay, store
from views.examples import items
from views.examples.offers import DEBTS, LONGEST
from views.help.desk.screen import desk_screen
from views.help.desk.store import DeskState, DeskStore
from views.kit.loading import Loadable
from views.stages import LATER, NOW, ident

INSTITUTION = Institution(id=ident(90), name=DEBTS.organization.name, offers=(DEBTS.id, LONGEST.id))
WAITING = Availability(state="waiting", weeks=6, updated=NOW.date(), until=NOW.date() + timedelta(30))
OFFERS = {each.id: each for each in (DEBTS.model_copy(update={"availability": WAITING}), LONGEST)}
MINE = OwnOffers(
    institutions=(INSTITUTION,),
    offers=(
        OwnOffer(offer=DEBTS.id, due=NOW.date() - timedelta(20), overdue=True, reports=1, requests=2),
        OwnOffer(offer=LONGEST.id, due=NOW.date() + timedelta(90), overdue=False),
    ),
)
OUTCOME = Outcome(text=Text(de="Wir rufen Sie am Dienstag an.", simple="Wir rufen Sie am Dienstag an."), at=NOW)


def case(number: int, kind: str = "call-backs", **more: object) -> Contribution:
    """A request or a report, as the hub has it."""
    told = {"offer": DEBTS.id, "holds": False, "remark": items.REMARK}
    given = {
        "id": ident(700 + number), "kind": kind, "version": 1, "number": number, "state": "received", "epoch": "e",
        "received_at": NOW - timedelta(hours=number), "changed_at": NOW - timedelta(hours=number),
        "body": items.CALL if kind == "call-backs" else told,
    }  # fmt: skip
    return Contribution.model_validate({**given, **more})


def desk() -> HelpDesk:
    """A desk at which nobody is signed in, with no hub behind it."""
    sign_in = SignIn(HubClient.at("http://hub.invalid"), SecretStore.in_memory(), CLOCK)
    return HelpDesk(sign_in, outbox(), store(), CLOCK)


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page; `empty`: nothing to look after, and nobody waits."""
    act = DeskStore(desk(), outbox(), CLOCK, stay)
    return {name: desk_screen(state, act, say) for name, state in _states().items()}


def _states() -> dict[str, DeskState]:
    cases = (case(1), case(2, "help-checks"), case(3, state="answered", outcome=OUTCOME))
    full = DeskState(mine=Loadable(MINE), cases=Loadable(cases), offers=OFFERS, now=NOW)
    long = case(4, body={**items.CALL, "note": "Außersprechstundenterminvereinbarung " * 6, "offer": LONGEST.id})
    sent = items.made(41, "help-confirmations", body={"offer": DEBTS.id, "on": NOW.date().isoformat()})
    hub = Code.HUB_UNREACHABLE.value
    return {
        "full": replace(full, said={DEBTS.id: sent}),
        "empty": DeskState(mine=Loadable(OwnOffers()), cases=Loadable(()), now=NOW),
        "busy": DeskState(mine=Loadable(busy=True), cases=Loadable(busy=True), now=NOW),
        "failed": DeskState(mine=Loadable(problem=hub), cases=Loadable(problem=hub), now=NOW),
        "stale": replace(full, mine=Loadable(MINE, problem=hub), cases=Loadable(cases, problem=hub), now=LATER),
        "longest": replace(full, cases=Loadable((long,)), open_id=LONGEST.id, weeks="104", edits=True),
        "answering": replace(full, answering=cases[0].id, words="Danke für Ihre Nachricht.", open_id=DEBTS.id),
        "trouble": replace(full, trouble=Code.HUB_UNREACHABLE.value, code="WUE-7K3M-92QF"),
        "guest": DeskState(why=WhyNot(Code.SIGN_IN_NEEDED, ("provider", "editor"))),
        "resident": DeskState(why=WhyNot(Code.NOT_ALLOWED, ("provider", "editor")), now=NOW),
    }
