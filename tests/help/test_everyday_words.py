"""Everyday words changed at the hub are understood there at once and on every device after its next fetch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from contract.account import DEMO_PASSWORD
from contract.synonyms import SynonymSet
from hub.asgi import create_hub
from hub.settings import HubSettings
from services.bundle import load_bundle
from services.clock import Clock
from services.help.finder import Finder
from services.hub import HubClient
from services.local import PublicStore
from services.sync import Sync
from tests.hub.asking import asking
from tests.hub.samples import identity, offer, provenance

pytestmark = pytest.mark.anyio
DEBTS = offer(1, name="Schuldnerberatung")
FOOD = offer(2, name="Tafel")


def said(number: int, says: str, means: str) -> SynonymSet:
    return SynonymSet(id=identity(f"synonyms {number}"), provenance=provenance(), says=(says,), means=(means,))


async def at_the_hub(hub_app: Any, query: str) -> list[str]:
    async with asking(hub_app) as wire:
        answer = (await wire.get("/v1/search", params={"q": query})).raise_for_status()
        return [hit["id"] for hit in answer.json()["items"]]


async def signed_in(wire: httpx.AsyncClient, role: str) -> dict[str, str]:
    """Headers of somebody of this role."""
    said = {"nickname": f"demo-{role}", "password": DEMO_PASSWORD}
    session = (await wire.post("/v1/session", json=said)).raise_for_status().json()
    return {"authorization": f"Bearer {session['access_token']}", "content-type": "application/json"}


async def test_a_new_word_is_understood_by_hub_and_device(
    hub_app: Any, client: HubClient, public: PublicStore, clock: Clock
) -> None:
    sync, finder, hub = Sync(client, public, clock), Finder(public, clock), hub_app.state.hub
    hub.write([DEBTS, FOOD])
    await sync.once()
    assert [offer.id for offer in (await finder.find("Moneten")).offers] == await at_the_hub(hub_app, "Moneten") == []
    hub.write([said(1, "Moneten", "Schuldner"), said(2, "Kohldampf", "Tafel")])
    await sync.once()
    assert [offer.id for offer in (await finder.find("Moneten")).offers] == [DEBTS.id]
    assert await at_the_hub(hub_app, "Moneten") == [DEBTS.id]
    hub.write([said(1, "Moneten", "Tafel")])
    await sync.once()
    assert [offer.id for offer in (await finder.find("Moneten")).offers] == [FOOD.id]
    assert await at_the_hub(hub_app, "Moneten") == [FOOD.id]
    hub.remove("synonyms", [said(1, "", "").id])
    await sync.once()
    assert [offer.id for offer in (await finder.find("Moneten")).offers] == await at_the_hub(hub_app, "Moneten") == []
    assert [offer.id for offer in (await finder.find("Kohldampf")).offers] == [FOOD.id]


async def test_a_set_of_words_is_no_finding(hub_app: Any, client: HubClient, public: PublicStore, clock: Clock) -> None:
    hub_app.state.hub.write([said(1, "Moneten", "Schuldner")])
    await Sync(client, public, clock).once()
    assert (await public.page("synonyms")).total == 1
    assert (await public.find("Moneten")).records == ()
    assert await at_the_hub(hub_app, "Moneten") == []


async def test_a_device_that_was_never_online_understands_everyday_words(public: PublicStore, clock: Clock) -> None:
    await load_bundle(public)
    first = (await Finder(public, clock).find("Geld reicht nicht", limit=3)).offers
    assert "Schuldnerberatung der Christophorus-Gesellschaft" in [offer.name.de for offer in first]


async def test_the_words_outlive_the_session_and_a_broken_set(tmp_path: Path, clock: Clock) -> None:
    store = PublicStore(tmp_path / "a.db")
    good = said(1, "Moneten", "Schuldner").model_dump_json().encode()
    await store.bundle("help", [DEBTS.model_dump_json(by_alias=True).encode()])
    await store.bundle("synonyms", [good, b'{"id": "x", "says": []}'])
    store.close()
    again = PublicStore(tmp_path / "a.db")
    assert [offer.id for offer in (await Finder(again, clock).find("Moneten")).offers] == [DEBTS.id]
    again.close()


async def test_an_editor_changes_the_words_at_the_hub_and_nobody_else_does(public: PublicStore, clock: Clock) -> None:
    app = create_hub(HubSettings(seed=False, demo=True, quotas=None))
    app.hub.write([DEBTS])
    path, words = f"/v1/help-desk/synonyms/{said(1, '', '').id}", said(1, "Moneten", "Schuldner")
    async with asking(app) as wire:
        citizen, editor = [await signed_in(wire, role) for role in ("resident", "editor")]
        put = words.model_dump_json(by_alias=True, exclude_none=True)
        assert (await wire.put(path, headers=citizen, content=put)).status_code == 403
        assert await at_the_hub(app, "Moneten") == []
        assert (await wire.put(path, headers=editor, content=put)).json()["says"] == ["Moneten"]
        assert await at_the_hub(app, "Moneten") == [DEBTS.id]
        sync = Sync(HubClient.embedded(app), public, clock)
        await sync.once()
        assert [offer.id for offer in (await Finder(public, clock).find("Moneten")).offers] == [DEBTS.id]
        assert (await wire.delete(path, headers=editor)).status_code == 204
        assert (await wire.delete(path, headers=editor)).status_code == 404
        assert await at_the_hub(app, "Moneten") == []
    app.hub.close()


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"means": ("Rat und Tat",)}, "#/means"),
        ({"says": ("!?",)}, "#/says"),
        ({"says": ("x" * 101,)}, "#/says"),
        ({"id": identity("other")}, "#/id"),
    ],
)
async def test_words_that_search_could_not_use_are_refused(wrong: dict[str, Any], where: str) -> None:
    app = create_hub(HubSettings(seed=False, demo=True, quotas=None))
    words = said(1, "Moneten", "Schuldner").model_copy(update=wrong)
    async with asking(app) as wire:
        path, editor = f"/v1/help-desk/synonyms/{said(1, '', '').id}", await signed_in(wire, "editor")
        answer = await wire.put(path, headers=editor, content=words.model_dump_json(by_alias=True))
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [where]
    app.hub.close()
