"""Editors see how fresh the directory is, invite who looks after it, and join what stands there twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contract.help import Organization, Phone
from contract.identity import named_id
from contract.text import LANGUAGES, LanguageTag
from services.hub import HubClient
from services.language import Language
from services.local import PublicStore
from tests.help.providers import CLOCK, SAY, Provider
from tests.hub.desks import fill, offered
from tests.trees import buttons, flaws, levels, press, texts
from views.help.office import samples
from views.help.office.screen import office_screen
from views.help.office.store import OfficeStore

LATE = offered(1, review_by=date(2026, 1, 5))
ONE, OTHER = named_id("institution", "Hilfe"), named_id("institution", "Hilfe e. V.")
PHONES = (Phone(number="0931 12 34 56"),)
TWINS = [
    offered(number, phones=PHONES).model_copy(update={"organization": Organization(name=name, id=id_)})
    for number, name, id_ in ((5, "Hilfswerk Würzburg", ONE), (6, "Hilfswerk Würzburg e. V.", OTHER))
]


class Editor(Provider):
    """Somebody with the office before them."""

    def __init__(self, hub_app: Any, client: HubClient, public: PublicStore) -> None:
        super().__init__(hub_app, client, public)
        self.copied: list[str] = []
        self.office = OfficeStore(self.desk, CLOCK, self.went.append, self._copied)

    async def _copied(self, text: str) -> None:
        self.copied.append(text)

    def page(self) -> Any:
        return office_screen(self.office.state, self.office, SAY)

    def reads(self) -> str:
        return " ".join(texts(self.page()))


@pytest.fixture
async def editor(hub_app: Any, client: HubClient, public: PublicStore) -> Editor:
    fill(hub_app, LATE, offered(2), *TWINS)
    one = Editor(hub_app, client, public)
    await one.enters("Redaktion", roles="editor", of="")
    await one.syncs()
    await one.office.refresh()
    return one


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_sample_is_sound_in_both_languages(tag: LanguageTag) -> None:
    drawn = samples.samples(Language(tag))
    assert {"full", "empty", "busy", "failed", "stale", "longest"} <= drawn.keys()
    assert {name: flaws(screen) for name, screen in drawn.items() if flaws(screen)} == {}
    assert all(levels(screen)[0] == 1 for screen in drawn.values())


@pytest.mark.anyio
async def test_the_figures_are_said_in_words(editor: Editor) -> None:
    assert "3 von 4 Angeboten sind geprüft. Das sind 75 von 100." in editor.reads()
    assert "1 Angebot wartet." in editor.reads()
    assert "0 Hinweise sind gekommen." in editor.reads()


@pytest.mark.anyio
async def test_what_is_overdue_leads_to_where_it_is_changed(editor: Editor) -> None:
    assert "Zu prüfen seit 5. Januar 2026" in editor.reads()
    await press(editor.page(), "Bearbeiten")
    assert editor.went == [f"/einrichtung/{LATE.id}"]


@pytest.mark.anyio
async def test_a_code_is_made_shown_once_and_copied(
    editor: Editor, hub_app: Any, client: HubClient, public: PublicStore
) -> None:
    editor.office.find("nirgendwo")
    assert "Keine Einrichtung heißt so." in editor.reads()
    editor.office.find("verein")
    await press(editor.page(), "Einladen: Verein")
    await press(editor.page(), "Code kopieren")
    carla = Provider(hub_app, client, public)
    await carla.enters("Carla", roles="", of="")
    carla.act.type_code(editor.copied[0])
    await carla.act.join()
    assert {each.offer for each in (await carla.desk.offers()).offers} == {LATE.id, offered(2).id}


@pytest.mark.anyio
async def test_two_that_are_one_are_joined_and_the_chosen_one_stays(editor: Editor) -> None:
    assert "Gleich oder ähnlich: " in editor.reads()
    await press(editor.page(), "Zusammenlegen")
    await press(editor.page(), "Hilfswerk Würzburg e. V. bleibt")
    assert editor.office.state.trouble == ""
    assert "Keine Einrichtung steht zweimal da." in editor.reads()
    assert {editor.at_hub(offer).organization.id for offer in TWINS} == {OTHER}


@pytest.mark.anyio
async def test_two_that_are_two_are_not_asked_about_again(editor: Editor) -> None:
    await press(editor.page(), "Das sind zwei")
    await editor.office.refresh()
    assert "Keine Einrichtung steht zweimal da." in editor.reads()
    assert {editor.at_hub(offer).organization.id for offer in TWINS} == {ONE, OTHER}


@pytest.mark.anyio
async def test_providers_are_told_who_may(hub_app: Any, client: HubClient, public: PublicStore) -> None:
    berta = Editor(hub_app, client, public)
    await berta.enters()
    await berta.office.refresh()
    assert "Das dürfen: " in berta.reads()
    assert list(buttons(berta.page())) == ["Zu meinem Konto"]


@pytest.mark.anyio
async def test_who_runs_the_office_sees_figures_and_no_button_that_leads_nowhere(
    hub_app: Any, client: HubClient, public: PublicStore
) -> None:
    fill(hub_app, LATE)
    boss = Editor(hub_app, client, public)
    await boss.enters("Amt", roles="office", of="")
    await boss.office.refresh()
    assert "0 von 1 Angeboten sind geprüft." in boss.reads()
    assert "Jemanden einladen" not in boss.reads()
    await boss.sign_in.sign_out()
    await boss.office.reread()
    assert list(buttons(boss.page())) == ["Anmelden"]
