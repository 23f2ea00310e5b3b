"""Shows the Heimatforum's tab and a place's page in each of their states; it must not be drawn for citizens."""

from __future__ import annotations

import flet as ft

from contract.forum import ForumPlace
from contract.help import Address
from contract.hours import Schedule
from contract.text import Text
from services.language import Language
from views.examples import events
from views.forum.events.store import PATH as EVENTS
from views.forum.places.screen import PATH, forum_place_screen, forum_screen
from views.stages import detail_act, detail_stages, ident, list_act, list_stages

MEETING = ForumPlace(
    id=ident(11),
    provenance=events.ORIGIN,
    name=Text(de="Offener Treff im Gemeindehaus", simple="Treff im Gemeinde·haus"),
    description=Text(
        de="Hier treffen Sie Menschen aus Ihrer Nachbarschaft. Kommen Sie, wann Sie wollen.",
        simple="Hier treffen Sie Ihre Nachbarn.\nKommen Sie einfach vorbei.",
    ),
    where="duerrbachtal",
    address=Address(address_1="Musterweg 1", postal_code="97080", city="Würzburg"),
    equipment=(
        Text(de="Küche zum Mitbenutzen", simple="Eine Küche für alle"),
        Text(de="Spiele für Jung und Alt", simple="Spiele für alle"),
    ),
    schedules=(Schedule(byday=("MO", "TH"), opens_at="09:00", closes_at="18:00"),),
    step_free=True,
)
BENCH = MEETING.model_copy(
    update={
        "id": ident(12),
        "name": Text(de="Mitfahrbank am Dorfplatz", simple="Mit·fahr·bank am Dorf·platz"),
        "address": None,
        "equipment": (),
        "schedules": (),
        "step_free": None,
    }
)
LONGEST = MEETING.model_copy(
    update={
        "id": ident(13),
        "name": Text(
            de="Mehrgenerationenbegegnungszentrum Unterdürrbach mit Lebensmittelverteilschrank",
            simple="Mehr·generationen·begegnungs·zentrum in Unter·dürr·bach",
        ),
        "equipment": (
            Text(
                de="Elektrofahrradladestation mit Regenwasserauffangbecken",
                simple="Elektro·fahrrad·lade·station",
            ),
        ),
        "schedule_note": Text(
            de="Während der Schulferien nur nach telefonischer Terminvereinbarung.",
            simple="In den Ferien rufen Sie bitte vorher an.",
        ),
    }
)


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the tab; those of a place's page begin with `place-`."""
    full = (MEETING, BENCH)
    act_places, act_events = list_act(full, PATH), list_act((events.COFFEE, events.WALK), EVENTS)
    places = list_stages(full, (LONGEST,))
    coming = list_stages((events.COFFEE, events.WALK), (events.LONGEST,))
    drawn = {
        name: forum_screen(places[name], coming[name], act_places, act_events, say, names=events.NAMES)
        for name in places
    }
    act = detail_act(MEETING)
    for name, state in detail_stages(MEETING, LONGEST).items():
        drawn[f"place-{name}"] = forum_place_screen(state, act, say, names=events.NAMES)
    return drawn
