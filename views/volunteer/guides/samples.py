"""Shows the tab of the Heldenhelfer and a guide's page in each of their states; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import flet as ft

from contract.record import Provenance
from contract.text import Text
from contract.volunteer import Guide, Step
from services.language import Language
from views.stages import detail_act, detail_stages, ident, list_act, list_stages
from views.volunteer.guides.screen import PATH, guide_screen, guides_screen

FEAST = Guide(
    id=ident(31),
    provenance=Provenance(
        source="Muster der WueApp-Redaktion",
        licence="CC0-1.0",
        stand=date(2026, 11, 2),
        review_by=date(2027, 3, 1),
        sample=True,
    ),
    name=Text(de="Straßenfest anmelden", simple="Ein Straßen·fest an·melden"),
    office_name="Anzeige einer öffentlichen Vergnügung",
    summary=Text(
        de="Ein Fest für alle melden Sie vorher bei der Stadt oder Gemeinde an.",
        simple="Sie planen ein Fest für alle.\nSagen Sie es vorher dem Amt.",
    ),
    facts=(
        Text(de="Melden Sie das Fest zwei Wochen vorher an.", simple="Melden Sie das Fest 2 Wochen vorher an."),
        Text(
            de="Bei mehr als 1.000 Menschen brauchen Sie eine Erlaubnis.",
            simple="Kommen mehr als 1.000 Menschen?\nDann brauchen Sie eine Erlaubnis.",
        ),
    ),
    steps=(
        Step(text=Text(de="Legen Sie Ort und Tag fest.", simple="Planen Sie Ort und Tag.")),
        Step(text=Text(de="Geben Sie das Formblatt ab.", simple="Geben Sie das Papier ab."), days_before=14),
        Step(text=Text(de="Fragen Sie Ihre Helfer.", simple="Fragen Sie Ihre Helfer."), days_before=1),
        Step(text=Text(de="Hängen Sie Schilder auf.", simple="Hängen Sie Schilder auf."), days_before=0),
    ),
    scope="city",
    as_of=date(2026, 11, 2),
    contact=Text(de="Fragen Sie bei der Stadt nach.", simple="Fragen Sie bei der Stadt."),
    topic="feiern",
)
CARD = FEAST.model_copy(
    update={
        "id": ident(32),
        "name": Text(de="Ehrenamtskarte bekommen", simple="Ehrenamts·karte bekommen"),
        "summary": Text(
            de="Wer sich viel engagiert, bekommt die Karte und spart an vielen Orten Geld.",
            simple="Sie helfen oft?\nDann bekommen Sie eine Karte.",
        ),
        "office_name": "",
        "scope": "bavaria",
        "contact": None,
        "topic": "anerkennung",
    }
)
LONGEST = FEAST.model_copy(
    update={
        "id": ident(33),
        "name": Text(
            de="Veranstaltungshaftpflichtversicherungsbescheinigung für Vereinsvorstandsmitglieder",
            simple="Versicherungs·bescheinigung für den Vereins·vorstand",
        ),
        "office_name": "Straßenverkehrsrechtliche Sondernutzungserlaubnis, Ausnahmegenehmigungsverfahren",
        "scope": "municipality",
    }
)


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the tab; those of a guide's page begin with `guide-`."""
    full = (FEAST, CARD)
    states = list_stages(full, (LONGEST,))
    states["chosen"] = replace(states["full"], facets=("topic:feiern",))
    act = list_act(full, PATH)
    drawn = {name: guides_screen(state, act, say) for name, state in states.items()}
    one = detail_act(FEAST)
    for name, state in detail_stages(FEAST, LONGEST).items():
        drawn[f"guide-{name}"] = guide_screen(state, one, say)
    return drawn
