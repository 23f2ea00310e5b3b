"""The page "Ich": settings that hold, a place found by its everyday name, and what the app knows."""

from __future__ import annotations

from typing import Any

import flet as ft
import pytest

from contract.problems import Code
from contract.text import LANGUAGES, LanguageTag
from services.account.preferences import Preferences
from services.clock import Clock
from services.home.start import Start
from services.language import Language
from services.local import PublicStore
from services.local_private import PrivateStore
from services.sync import Report, Sync
from tests.filled import filled
from tests.seeds import records
from tests.trees import buttons, controls, flaws, press, texts
from views.account.me import samples as me_samples
from views.account.me.screen import me_screen
from views.account.me.store import SHOWN, MeStore

SAY = Language("de")


class Person:
    """One person's page with real stores behind it, wired as the shell does."""

    def __init__(self, public: PublicStore, private: PrivateStore, clock: Clock, sync_now: Any = None) -> None:
        self._preferences = Preferences(private)
        self.act = MeStore(
            self._settle, Start(public), print, clock, ages=public.ages, sync_now=sync_now or self._nothing
        )

    async def _settle(self, **change: Any) -> None:
        self.act.put(settings=await self._preferences.save(**change))

    async def _nothing(self) -> Report:
        return Report()

    def screen(self) -> Any:
        return me_screen(self.act.state, self.act, SAY)


@pytest.fixture
async def person(public: PublicStore, private: PrivateStore, clock: Clock) -> Person:
    one = Person(await filled(public, records("places")), private, clock)
    await one.act.refresh()
    return one


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_sample_is_sound_in_both_languages(tag: LanguageTag) -> None:
    drawn = me_samples.samples(Language(tag))
    assert {"full", "empty", "busy", "failed", "stale", "longest"} <= drawn.keys()
    assert {name: flaws(screen) for name, screen in drawn.items() if flaws(screen)} == {}


@pytest.mark.anyio
async def test_what_one_chooses_outlives_the_app(person: Person, private: PrivateStore) -> None:
    for name in ("Einfache Sprache", "Sehr groß: 200", "Dunkel", "Starker Kontrast", "Altstadt", "Sucht"):
        await press(person.screen(), name)
    kept = await Preferences(private).load()
    assert (kept.language, kept.scale, kept.mode, kept.contrast) == ("de-simple", 2.0, "dark", True)
    assert (kept.place, kept.topics) == ("altstadt", ("sucht",))


@pytest.mark.anyio
async def test_a_chosen_topic_is_taken_back_by_choosing_it_again(person: Person) -> None:
    for topic in ("geld", "sucht", "geld"):
        await person.act.choose(topic)
    assert person.act.state.settings.topics == ("sucht",)


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("zell", "zellerau"),
        ("Oberdürrbach", "duerrbachtal"),
        ("oberdurrbach", "duerrbachtal"),
        ("Innenstadt", "altstadt"),
        ("Frickenhausen a", "frickenhausen-am-main"),
        ("Oberduerrbach", "duerrbachtal"),
        ("Zelerau", "zellerau"),
    ],
)
@pytest.mark.anyio
async def test_a_place_is_found_by_its_everyday_name_also_with_a_slip(person: Person, typed: str, slug: str) -> None:
    await person.act.find(typed)
    places = person.act.state.places.value
    assert places
    assert slug in [place.slug for place in places.fitting]
    assert len(places.fitting) < 10


@pytest.mark.anyio
async def test_a_place_nobody_knows_has_a_way_back_to_all(person: Person) -> None:
    await person.act.find("xqzzwv")
    await press(person.screen(), "Alle Orte zeigen")
    places = person.act.state.places.value
    assert places and places.fitting == places.every


@pytest.mark.anyio
async def test_twelve_places_stand_there_and_all_65_on_request(person: Person) -> None:
    def shown() -> int:
        names = {place.name.de for place in person.act.state.places.value.every}  # type: ignore[union-attr]
        return sum(name in names for name in buttons(person.screen()))

    assert shown() == SHOWN
    await press(person.screen(), "Alle Orte zeigen")
    assert shown() == 65


@pytest.mark.anyio
async def test_a_chosen_place_stands_on_top_with_its_office_and_can_be_forgotten(person: Person) -> None:
    await person.act.find("Erlabrunn")
    await press(person.screen(), "Erlabrunn")
    assert person.act.state.query == ""
    assert "Ihr Amt: Verwaltungsgemeinschaft Margetshöchheim" in texts(person.screen())
    await press(person.screen(), "Ort wieder vergessen")
    assert person.act.state.settings.place == ""
    assert "Ort wieder vergessen" not in buttons(person.screen())


@pytest.mark.anyio
async def test_renewing_fetches_and_says_so_and_each_kind_has_its_age(
    public: PublicStore, private: PrivateStore, clock: Clock, client: Any
) -> None:
    person = Person(public, private, clock, Sync(client, public, clock).once)
    await person.act.refresh()
    assert "Nachrichten: noch nie geladen" in texts(person.screen())
    await press(person.screen(), "Jetzt neu laden")
    said = texts(person.screen())
    assert "Alles ist jetzt auf dem neuesten Stand." in said
    assert "Nachrichten: gerade eben" in said


@pytest.mark.anyio
async def test_renewing_without_a_network_says_what_happened_and_what_now(
    public: PublicStore, private: PrivateStore, clock: Clock
) -> None:
    from services.hub import HubClient

    cut = HubClient.at("http://127.0.0.1:9")
    person = Person(public, private, clock, Sync(cut, public, clock).once)
    await press(person.screen(), "Jetzt neu laden")
    await cut.close()
    assert " ".join(SAY.problem(Code.HUB_UNREACHABLE)) in texts(person.screen())


@pytest.mark.anyio
async def test_the_app_never_claims_to_keep_on_this_device_what_a_shared_server_forgets(person: Person) -> None:
    assert "Es bleibt auf diesem Gerät." in texts(person.screen())
    person.act.put(kept=False)
    said = texts(person.screen())
    assert "Es bleibt auf diesem Gerät." not in said
    assert "Es wird gelöscht, wenn Sie die App schließen." in said


@pytest.mark.anyio
async def test_no_way_is_offered_twice(person: Person) -> None:
    offered = [" ".join(texts(c)) for c in controls(person.screen()) if isinstance(c, ft.TextButton)]
    assert {name for name in offered if offered.count(name) > 1} == set()
