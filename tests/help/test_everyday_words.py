"""Everyday words changed at the hub are understood there at once and on every device after its next fetch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from contract.synonyms import SynonymSet
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
