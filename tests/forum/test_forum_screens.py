"""The Heimatforum as people see it: what is next, where one meets, what was called off."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest

from contract.forum import Event, ForumPlace
from contract.text import LANGUAGES, LanguageTag
from services.clock import BERLIN, Clock
from services.forum.calendar import Calendar
from services.forum.places import MeetingPlaces
from services.language import Language
from services.local import PublicStore
from tests.conftest import NOW
from tests.seeds import records
from tests.trees import buttons, flaws, levels, press, texts
from views.detail import DetailState, DetailStore
from views.examples.events import COFFEE, LONGEST, NAMES, WALK
from views.forum.events import samples as event_samples
from views.forum.events.screen import event_screen
from views.forum.places import samples as place_samples
from views.forum.places.samples import BENCH, MEETING
from views.forum.places.screen import forum_place_screen, forum_screen
from views.listing import ListState, ListStore
from views.stages import detail_stages
from views.times import span_lines, when

SAY = Language("de")


def moved(event: Event, start: datetime, **change: Any) -> Event:
    return event.model_copy(update={"start": start, "end": start + timedelta(hours=2), **change})


async def filled(public: PublicStore, kind: str, contents: list[Any]) -> None:
    await public.bundle(kind, [record.model_dump_json(by_alias=True).encode() for record in contents])


async def forum(public: PublicStore, clock: Clock, went: list[str]) -> tuple[ListStore, ListStore]:
    """The stores of the tab over what the device holds."""
    places = ListStore(MeetingPlaces(public).list, clock, went.append, "/forum/orte")
    events = ListStore(Calendar(public, clock).coming, clock, went.append, "/forum/termine")
    await places.refresh()
    await events.refresh()
    return places, events


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("module", [event_samples, place_samples])
def test_every_sample_is_sound_in_both_languages(module: Any, tag: LanguageTag) -> None:
    drawn = module.samples(Language(tag))
    assert {"full", "empty", "busy", "failed", "stale", "longest"} <= drawn.keys()
    assert {name: flaws(screen) for name, screen in drawn.items() if flaws(screen)} == {}
    assert [name for name, screen in drawn.items() if not texts(screen)] == []


@pytest.mark.parametrize(
    ("start", "change", "answer"),
    [
        (NOW.replace(hour=14), {}, "Heute, 14:00 Uhr"),
        (NOW.replace(hour=14) + timedelta(1), {}, "Morgen, 14:00 Uhr"),
        (NOW.replace(hour=14) + timedelta(2), {}, "Mittwoch, 25. November 2026, 14:00 Uhr"),
        (NOW - timedelta(hours=1), {}, "Jetzt, bis 13:00 Uhr"),
        (NOW - timedelta(hours=2), {}, "Vorbei: Montag, 23. November 2026"),
        (NOW + timedelta(1), {"status": "CANCELLED"}, "Fällt aus: Morgen, 12:00 Uhr"),
        (NOW + timedelta(1), {"status": "TENTATIVE"}, "Noch nicht sicher: Morgen, 12:00 Uhr"),
        (NOW - timedelta(hours=1), {"status": "CANCELLED"}, "Fällt aus: Heute, 11:00 Uhr"),
    ],
)
def test_the_time_of_an_event_is_said_as_people_say_it(start: datetime, change: dict[str, Any], answer: str) -> None:
    assert when(moved(COFFEE, start, **change), NOW, SAY) == answer


def test_tomorrow_is_tomorrow_in_wuerzburg_even_shortly_before_midnight_and_in_summer_time() -> None:
    late = datetime(2026, 7, 1, 23, 50, tzinfo=BERLIN)
    assert when(moved(COFFEE, late + timedelta(minutes=20)), late, SAY) == "Morgen, 0:10 Uhr"


def test_an_event_over_several_days_names_both_days() -> None:
    assert span_lines(LONGEST, SAY) == [
        "von Dienstag, 24. November 2026, 14:00 Uhr",
        "bis Donnerstag, 26. November 2026, 16:00 Uhr",
    ]


def test_that_an_event_is_called_off_is_said_before_all_else_and_nobody_is_asked_to_register() -> None:
    said = texts(event_screen(detail_stages(WALK, WALK)["full"], DetailStore(_none, Clock(), print), SAY))
    assert said[1].startswith("Fällt aus:")
    assert said[2] == "Dieser Termin fällt aus. Bitte kommen Sie nicht."
    assert "Muss ich mich anmelden?" not in said


async def _none(_ident: str) -> None:
    return None


def test_what_is_not_known_of_a_place_is_said() -> None:
    said = texts(forum_place_screen(detail_stages(BENCH, BENCH)["full"], DetailStore(_none, Clock(), print), SAY))
    assert {
        "Die Zeiten kennen wir nicht.",
        "Die Adresse kennen wir nicht.",
        "Das wissen wir nicht. Bitte fragen Sie vorher nach.",
    } <= set(said)


def test_the_way_to_a_place_is_shown_as_the_device_can() -> None:
    act: DetailStore[ForumPlace] = DetailStore(_none, Clock(), print, lambda goal: f"geo:0,0?q={quote(goal)}")
    screen = forum_place_screen(detail_stages(MEETING, MEETING)["full"], act, SAY)
    (way,) = buttons(screen).values()
    assert way.url == "geo:0,0?q=Musterweg%201%2C%2097080%20W%C3%BCrzburg"


def test_beside_a_list_the_page_begins_with_a_heading_of_level_two() -> None:
    act: DetailStore[Event] = DetailStore(_none, Clock(), print)
    assert levels(event_screen(detail_stages(COFFEE, COFFEE)["full"], act, SAY, 2)) == [2, 3]


@pytest.mark.anyio
async def test_the_next_events_come_first_then_the_places_and_each_leads_to_its_page(
    public: PublicStore, clock: Clock
) -> None:
    await filled(public, "events", records("events"))
    await filled(public, "forum-places", records("forum-places"))
    went: list[str] = []
    places, events = await forum(public, clock, went)
    screen = forum_screen(places.state, events.state, places, events, SAY, names=NAMES)
    said = texts(screen)
    assert said[0] == "Heimatforum"
    assert said.index("Die nächsten Termine") < said.index("Morgen, 14:30 Uhr") < said.index("Treffpunkte")
    await press(screen, "Morgen, 14:30 Uhr")
    await press(screen, "Heimatforum Dürrbachtal")
    first = next(r for r in records("events") if isinstance(r, Event) and r.name.de.startswith("Handy"))
    place = next(r for r in records("forum-places") if isinstance(r, ForumPlace) and "Dürrbachtal" in r.name.de)
    assert went == [f"/forum/termine/{first.id}", f"/forum/orte/{place.id}"]


@pytest.mark.anyio
async def test_fifty_events_stand_there_and_the_others_come_on_request(public: PublicStore, clock: Clock) -> None:
    many = [
        moved(COFFEE, NOW + timedelta(days=day), id=f"00000000-0000-4000-8000-{day + 100:012d}")
        for day in range(-5, 60)
    ]
    await filled(public, "events", many)
    places, events = await forum(public, clock, [])
    screen = forum_screen(places.state, events.state, places, events, SAY)
    assert len(events.state.records) == 50
    await press(screen, "Mehr Termine zeigen")
    assert len(events.state.records) == 60
    assert "Mehr Termine zeigen" not in buttons(forum_screen(places.state, events.state, places, events, SAY))


@pytest.mark.anyio
async def test_a_place_without_events_leads_back_to_the_whole_region(public: PublicStore, clock: Clock) -> None:
    await filled(public, "events", [moved(COFFEE, NOW + timedelta(1))])
    places, events = await forum(public, clock, [])
    await events.settle_in("rimpar")
    screen = forum_screen(places.state, events.state, places, events, SAY)
    assert "Für Ihren Ort gibt es zurzeit keinen Eintrag." in texts(screen)
    await press(screen, "Ganze Region zeigen")
    assert len(events.state.records) == 1


@pytest.mark.anyio
async def test_a_broken_record_is_named_and_the_good_ones_stay(public: PublicStore, clock: Clock) -> None:
    good = MEETING.model_dump_json(by_alias=True).encode()
    await public.bundle("forum-places", [good, b'{"id":"00000000-0000-4000-8000-000000000099","name":5}'])
    places, events = await forum(public, clock, [])
    said = texts(forum_screen(places.state, ListState(), places, events, SAY))
    assert "Offener Treff im Gemeindehaus" in said
    assert "Ein Eintrag lässt sich nicht lesen. Er fehlt, oder Sie sehen noch den alten." in said


@pytest.mark.anyio
async def test_an_event_whose_time_has_no_zone_is_set_aside_and_does_not_break_the_page(
    public: PublicStore, clock: Clock
) -> None:
    good, bad = COFFEE.model_dump_json(by_alias=True), WALK.model_dump_json(by_alias=True).replace("+01:00", "")
    assert bad != WALK.model_dump_json(by_alias=True)
    await public.bundle("events", [good.encode(), bad.encode()])
    places, events = await forum(public, clock, [])
    said = texts(forum_screen(places.state, events.state, places, events, SAY))
    assert COFFEE.name.de in said
    assert WALK.name.de not in said


@pytest.mark.anyio
async def test_a_list_for_ones_own_place_says_so_and_leads_to_where_one_changes_it(
    public: PublicStore, clock: Clock
) -> None:
    went: list[str] = []
    places, events = await forum(public, clock, went)
    await places.settle_in("duerrbachtal")
    screen = forum_screen(places.state, events.state, places, events, SAY, names=NAMES)
    await press(screen, "Ihr Ort: Dürrbachtal. Ort ändern")
    assert went == ["/ich"]


@pytest.mark.anyio
async def test_an_event_that_is_gone_says_so_and_leads_back(public: PublicStore, clock: Clock) -> None:
    went: list[str] = []
    act: DetailStore[Event] = DetailStore(Calendar(public, clock).get, clock, went.append)
    await act.show(COFFEE.id)
    assert isinstance(act.state, DetailState)
    await press(event_screen(act.state, act, SAY), "Zurück zur Liste")
    assert went == ["/forum"]
