"""The page of an offer: what one needs first stands first, what is not known is not said, and all of it goes along."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from app.routes import back_of, find
from contract.help import Availability, HelpOffer
from contract.text import LANGUAGES
from services.clock import BERLIN, Clock
from services.language import Language
from tests.help.test_offer_store import sheet as shares
from tests.trees import buttons, press, texts
from views.detail import DetailState, Found
from views.examples.offers import DEBTS
from views.help.checked import checked_lines, room_lines
from views.help.offer import samples as offer_samples
from views.help.offer.rows import hours, rows
from views.help.offer.screen import offer_screen
from views.help.offer.store import OfferStore
from views.hours import offer_opening, offer_today, offer_week
from views.kit.loading import Loadable

SAY = Language("de")
RICH = offer_samples.RICH
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=BERLIN)
CORPUS_CHRISTI = datetime(2026, 6, 4, 10, 0, tzinfo=BERLIN)


def but(**changes: object) -> HelpOffer:
    return RICH.model_copy(update=changes)


def page(offer: HelpOffer, now: datetime = MONDAY, hub: str = "", saved: dict[str, bytes] | None = None) -> OfferStore:
    """The page of an offer at a time, on a device that keeps files in `saved`."""
    kept: dict[str, bytes] = {} if saved is None else saved

    async def get(_ident: str) -> HelpOffer | None:
        return offer

    async def save(name: str, content: bytes) -> bool:
        kept[name] = content
        return True

    act = OfferStore(get, Clock(lambda: now), print, shares(True, []), save=save, hub=hub)
    act.state = DetailState(offer.id, Loadable(Found(offer)), now)
    return act


def said(offer: HelpOffer, now: datetime = MONDAY) -> list[str]:
    act = page(offer, now)
    return texts(offer_screen(act.state, act, SAY))


def test_today_and_room_stand_before_what_it_is() -> None:
    words = said(RICH)
    order = [words.index(text) for text in
             ("Heute geschlossen: Betriebsausflug", "Warteliste: 6 Wochen", RICH.description.de)]  # fmt: skip
    assert order == sorted(order)


def test_closed_today_it_says_why_and_when_again() -> None:
    assert offer_today(RICH, MONDAY, SAY) == ["Heute geschlossen: Betriebsausflug", "Morgen offen ab 9:00 Uhr"]
    assert offer_opening(RICH, MONDAY, SAY) == "Heute geschlossen: Betriebsausflug"
    assert offer_week(RICH, MONDAY, SAY)[0] == "Montag: geschlossen (Betriebsausflug)"
    nameless = but(exceptions=(offer_samples.TRIP.model_copy(update={"reason": None}),))
    assert offer_today(nameless, MONDAY, SAY)[0] == "Heute geschlossen"


def test_other_hours_today_are_said_and_later_ones_are_announced() -> None:
    assert offer_today(but(exceptions=(offer_samples.SHORT,)), MONDAY, SAY) == [
        "Jetzt offen bis 10:30 Uhr",
        "Heute gelten andere Zeiten",
    ]
    assert "24. Dezember 2026 bis 6. Januar 2027: geschlossen (Weihnachtsferien)" in hours(RICH, MONDAY, SAY)
    within = datetime(2026, 12, 26, 10, 0, tzinfo=BERLIN)
    assert offer_today(RICH, within, SAY) == [
        "Heute geschlossen: Weihnachtsferien",
        "Wieder offen am 7. Januar 2027 ab 9:00 Uhr",
    ]
    assert "bis 6. Januar 2027: geschlossen (Weihnachtsferien)" in hours(RICH, within, SAY)


@pytest.mark.parametrize(
    ("holidays", "today", "day"),
    [
        (
            "unknown",
            ["Heute ist Feiertag (Fronleichnam). Bitte vorher anrufen."],
            "Donnerstag: Feiertag, bitte vorher anrufen",
        ),
        (
            "closed",
            ["Heute geschlossen: Feiertag (Fronleichnam)", "Wieder offen am Montag ab 9:00 Uhr"],
            "Donnerstag: geschlossen (Feiertag)",
        ),
        ("open", ["Jetzt offen bis 12:00 Uhr"], "Donnerstag: 9:00 Uhr bis 12:00 Uhr"),
    ],
)
def test_on_a_holiday_it_says_what_the_offer_says_of_holidays(holidays: str, today: list[str], day: str) -> None:
    offer = but(exceptions=(), holidays=holidays)
    assert offer_today(offer, CORPUS_CHRISTI, SAY) == today
    assert offer_week(offer, CORPUS_CHRISTI, SAY)[0] == day


@pytest.mark.parametrize(
    ("state", "weeks", "words"),
    [("free", None, "Derzeit frei"), ("waiting", 1, "Warteliste: 1 Woche"), ("waiting", None, "Warteliste"),
     ("full", None, "Derzeit voll")],
)  # fmt: skip
def test_of_its_room_it_says_when_that_was_said_and_nothing_after_its_day(
    state: str, weeks: int | None, words: str
) -> None:
    room = Availability.model_validate(
        {"state": state, "weeks": weeks, "updated": date(2026, 11, 20), "until": date(2026, 11, 30)}
    )
    offer = but(availability=room, wait_time=None)
    assert room_lines(offer, MONDAY, SAY) == [words, "Gesagt am 20. November 2026"]
    assert room_lines(offer, MONDAY + timedelta(8), SAY) == []


def test_only_what_somebody_confirmed_is_called_checked_and_it_fades() -> None:
    assert checked_lines(RICH, MONDAY, SAY) == ["Geprüft am 9. November 2026, vor 2 Wochen"]
    assert checked_lines(DEBTS, MONDAY, SAY) == ["Stand: 2. November 2026, vor 3 Wochen"]
    aging = DEBTS.provenance.model_copy(update={"review_by": date(2026, 11, 25)})
    assert checked_lines(but(provenance=aging), MONDAY, SAY)[1:] == ["Der Eintrag wird bald wieder geprüft."]
    assert checked_lines(RICH, MONDAY + timedelta(200), SAY)[1:] == ["Länger nicht geprüft. Fragen Sie dort nach."]
    assert "Länger nicht geprüft. Fragen Sie dort nach." in said(RICH, MONDAY + timedelta(200))
    assert "Länger nicht geprüft. Fragen Sie dort nach." not in said(RICH)


@pytest.mark.parametrize(
    ("topics", "number"), [(("krise",), "0800 655 3000 anrufen"), (("gewalt", "familie"), "112 anrufen")]
)
def test_where_there_may_be_danger_help_for_now_stands_first(topics: tuple[str, ...], number: str) -> None:
    words = said(but(topics=topics))
    assert words.index(number) < words.index(RICH.description.de)
    assert number not in said(RICH)


def test_a_line_for_emergencies_is_that_help_itself() -> None:
    words = said(but(topics=("krise",), crisis=True))
    assert "0800 655 3000 anrufen" not in words


def test_what_one_needs_to_know_stands_there_and_what_nobody_knows_is_left_out() -> None:
    labels = [row.label for row in rows(RICH, MONDAY, SAY)]
    assert labels == ["Wann?", "Ist Platz?", "Für wen?", "Was kostet es?", "Wo?", "Wie bekomme ich das?",
                      "Was passiert, wenn ich anrufe?", "Was bringe ich mit?", "Welche Sprachen?",
                      "Ist es barrierefrei?"]  # fmt: skip
    bare = but(availability=None, wait_time=None, required_documents=(), attributes=(), locations=())
    assert [row.label for row in rows(bare, MONDAY, SAY)] == [
        "Wann?", "Was kostet es?", "Wie bekomme ich das?", "Was passiert, wenn ich anrufe?", "Welche Sprachen?",
    ]  # fmt: skip


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.anyio
async def test_all_of_it_is_kept_as_a_text_with_no_network(tag: str) -> None:
    say, saved = Language(tag), {}  # type: ignore[arg-type, var-annotated]
    act = page(but(name=RICH.name.model_copy(update={"de": "Bürger/Büro: Öffnung"})), saved=saved)
    await act.save(act.state.found.value.record, say)  # type: ignore[union-attr, arg-type]
    ((name, content),) = saved.items()
    assert name == "buerger-buero-oeffnung.txt"
    text = content.decode()
    told = [line for row in rows(RICH, MONDAY, say) for line in (row.label, *row.lines)]
    assert [line for line in told if line.replace("·", "") not in text] == []
    assert "0800 000 00 00" in text
    assert "·" not in text


@pytest.mark.anyio
async def test_whoever_keeps_it_is_told_so() -> None:
    act = page(RICH)
    await press(offer_screen(act.state, act, SAY), "Als Text speichern")
    assert "Gespeichert. Die Datei können Sie ausdrucken." in texts(offer_screen(act.state, act, SAY))


def test_a_page_to_print_is_offered_where_a_hub_is_known() -> None:
    act = page(RICH, hub="https://hub.invalid/")
    paper = buttons(offer_screen(act.state, act, SAY))["Zum Drucken (eine Seite)"]
    assert paper.url == f"https://hub.invalid/lesen/hilfe/{RICH.id}/druck"
    alone = page(RICH)
    assert "Zum Drucken (eine Seite)" not in buttons(offer_screen(alone.state, alone, SAY))


@pytest.mark.anyio
async def test_who_calls_back_is_asked_by_two_ways_that_lead_to_the_form_and_back() -> None:
    act = page(RICH)
    went: list[str] = []
    act._go = went.append
    await press(offer_screen(act.state, act, SAY), "Ruf mich zurück")
    await press(offer_screen(act.state, act, SAY), "Ich komme nicht allein")
    assert went == [f"/rueckruf/{RICH.id}", f"/rueckruf/{RICH.id}?begleitung=ja"]
    for address in went:
        route, ident = find(address)
        assert (route.path, ident) == ("/rueckruf/{id}", RICH.id)
        assert back_of(route, address) == f"/hilfe/{RICH.id}"
    assert "Ruf mich zurück" not in said(DEBTS)


def test_there_is_one_filled_button_whether_or_not_danger_stands_first() -> None:
    drawn = offer_samples.samples(SAY)
    filled = {
        name: [words for words, each in buttons(drawn[name]).items() if each.style and each.style.bgcolor == "primary"]
        for name in ("rich", "danger")
    }
    assert filled["rich"] == ["Anrufen: 0800 000 00 00 auch vom Handy · kostenlos"]
    assert [words.partition(" anrufen")[0] for words in filled["danger"]] == ["0800 655 3000"]
