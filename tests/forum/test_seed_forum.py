"""The Heimatforum's seed: six places to meet and ten events, what is invented marked as a sample."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from contract.forum import Event, ForumPlace
from tests.seeds import hard_texts, records, slugs, unsourced


def places() -> list[ForumPlace]:
    return [record for record in records("forum-places") if isinstance(record, ForumPlace)]


def events() -> list[Event]:
    return [record for record in records("events") if isinstance(record, Event)]


def test_six_places_to_meet_and_ten_events_are_there() -> None:
    assert (len(places()), len(events())) == (6, 10)


def test_the_heimatforum_in_duerrbachtal_and_the_heimatmobil_have_a_source() -> None:
    backed = {place.name.de for place in places() if not place.provenance.sample}
    assert {"Heimatforum Dürrbachtal", "Heimatmobil"} <= backed


def test_no_place_claims_an_address_or_hours_no_source_gives() -> None:
    for place in places():
        assert place.address is None
        assert place.schedules == ()
        assert place.schedule_note is not None


def test_a_sample_is_called_a_sample_in_its_name_too() -> None:
    assert [p.name.de for p in places() if p.provenance.sample != p.name.de.startswith("Muster")] == []


def test_no_invented_event_is_put_into_the_mouth_of_a_real_club() -> None:
    invented = [event for event in events() if event.provenance.sample]
    assert [event.organizer for event in invented if not event.organizer.startswith("Muster-")] == []
    assert [event.location.de for event in invented if not event.location.de.startswith("Muster-")] == []


def test_events_lie_in_the_coming_winter_in_wuerzburg_time() -> None:
    first, last = datetime(2026, 11, 23, 23, tzinfo=UTC), datetime(2027, 2, 28, 23, tzinfo=UTC)
    for event in events():
        assert first <= event.start < event.end <= last
        assert event.start.utcoffset() == event.end.utcoffset() == timedelta(hours=1)


def test_there_is_something_for_old_and_young_students_and_clubs() -> None:
    assert {"digital", "familie", "studium", "verein", "begegnung"} <= {event.topic for event in events()}


def test_a_cancelled_and_an_unsure_event_are_among_them() -> None:
    assert {event.status for event in events()} == {"CONFIRMED", "TENTATIVE", "CANCELLED"}


def test_what_costs_money_says_how_much() -> None:
    assert [e.name.de for e in events() if e.is_accessible_for_free != (e.cost_note is None)] == []


def test_events_and_places_to_meet_name_known_places() -> None:
    assert [record.place() for record in (*places(), *events()) if record.place() not in slugs()] == []


def test_they_are_put_into_simple_language() -> None:
    assert hard_texts("forum-places") + hard_texts("events") == []


def test_they_say_where_they_come_from() -> None:
    assert unsourced("forum-places") + unsourced("events") == []
