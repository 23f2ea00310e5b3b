"""Shows an offer's page in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import flet as ft

from contract.help import Availability, HelpOffer
from contract.hours import Exceptional, Schedule
from contract.text import Text
from services.help.take import lines_of
from services.language import Language
from services.qr import code_of
from views.bare import CLOCK, form, stay
from views.detail import Found
from views.examples import items
from views.examples.offers import BARE, DEBTS, LONGEST
from views.form import FormState, FormStore, Shot
from views.help.offer.check import offer_check
from views.help.offer.screen import offer_screen
from views.help.offer.store import OfferStore
from views.kit.loading import Loadable
from views.stages import NOW, detail_stages

EVENINGS = (Schedule(byday=("FR", "SA"), opens_at="20:00", closes_at="02:00"),)
#: Today, and the days around the turn of the year.
TODAY = NOW.date()
TRIP = Exceptional(valid_from=TODAY, valid_to=TODAY, reason=Text(de="Betriebsausflug", simple="Ausflug"))
HOLIDAYS = Exceptional(
    valid_from=date(2026, 12, 24), valid_to=date(2027, 1, 6), reason=Text(de="Weihnachtsferien", simple="Ferien")
)
SHORT = Exceptional(valid_from=TODAY, valid_to=TODAY, opens_at="09:00", closes_at="10:30")
RICH = DEBTS.model_copy(
    update={
        "callback": True,
        "assured_date": date(2026, 11, 9),
        "appointment_url": "https://muster.invalid/termin",
        "exceptions": (TRIP, HOLIDAYS),
        "holidays": "closed",
        "availability": Availability(state="waiting", weeks=6, updated=date(2026, 11, 16), until=date(2027, 1, 31)),
        "required_documents": (
            Text(de="Ihre Briefe, auch ungeöffnet", simple="Ihre Briefe"),
            Text(de="Kontoauszüge der letzten drei Monate", simple="Konto·auszüge"),
        ),
        "wait_time": Text(de="Auf das erste Gespräch warten Sie länger.", simple="Sie warten auf das erste Gespräch."),
    }
)


def _stories() -> dict[str, HelpOffer]:
    """Offers in which something is special."""

    def but(**changes: object) -> HelpOffer:
        return RICH.model_copy(update=changes)

    def said(state: str) -> Availability:
        return Availability.model_validate({"state": state, "updated": "2026-11-23", "until": "2026-12-23"})

    old = DEBTS.provenance.model_copy(update={"review_by": date(2026, 11, 24)})
    return {
        "rich": RICH,
        "other-hours": but(exceptions=(SHORT,), availability=said("free")),
        "crowded": but(exceptions=(), schedules=EVENINGS, availability=said("full")),
        "aging": but(provenance=old, assured_date=date(2026, 11, 5), exceptions=()),
        "danger": but(topics=("krise", "psyche")),
        "violence": but(topics=("gewalt", "familie")),
    }


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page."""
    states = {**detail_stages(DEBTS, LONGEST), "sparse": detail_stages(BARE, BARE)["full"]}
    states["taken"] = replace(
        states["full"], code=code_of(lines_of(DEBTS, say)), shared=say("Kopiert. Sie können es jetzt einfügen.")
    )
    states |= {name: replace(states["full"], found=Loadable(Found(offer))) for name, offer in _stories().items()}
    act = OfferStore(_get, CLOCK, stay, _share, hub="https://hub.invalid")
    pictures = {name: offer_screen(state, act, say) for name, state in states.items()}
    check = form("help-checks", "offer")
    for name, asked in _checks().items():
        pictures[name] = offer_screen(states["sparse"], act, say, check=partial(_check, asked, check, say))
    return pictures


def _check(state: FormState, act: FormStore, say: Language, _offer: HelpOffer, level: int) -> ft.Control:
    return offer_check(state, act, say, level)


def _checks() -> dict[str, FormState]:
    """The question whether the offer still holds, in each of its states."""
    asked = FormState(items.ARRIVED.body["offer"], items.ARRIVED.title, now=NOW)
    writing = replace(asked, body={"holds": False, "remark": items.REMARK}, item=items.DRAFT, open=True)
    return {
        "asked": asked,
        "writing": writing,
        "photos": replace(writing, resumed=True, shots=(Shot("1", code_of("Foto")),)),
        "waiting": replace(asked, item=items.WAITING),
        "arrived": replace(asked, item=items.ARRIVED),
        "conflict": replace(asked, item=items.CONFLICT),
    }


async def _get(_ident: str) -> HelpOffer | None:
    return DEBTS


async def _share(_text: str) -> bool:
    return False
