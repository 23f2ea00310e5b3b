"""Owns somebody who asks to be called back on a real outbox, and whoever answers; it must not judge."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import httpx

from services.account.session import SignIn
from services.clock import Clock
from services.hub import HubClient
from services.language import Language
from services.local_private import PrivateStore
from services.outbox import Outbox
from services.outbox_item import Item
from services.secrets import SecretStore
from tests.conftest import NOW
from tests.hub.desks import OWN, fill, provider
from tests.trees import controls, press, texts
from views.account.contributions.one import OneStore
from views.examples.offers import DEBTS
from views.help.callback.screen import callback_screen
from views.help.callback.store import CallbackStore

SAY = Language("de")
OFFER = DEBTS.model_copy(update={"callback": True, "organization": DEBTS.organization.model_copy(update={"id": OWN})})
REACH = "0931 000 47 11"


class Asking:
    """The page of one offer that calls back, on a real outbox; `at` is the time of the device."""

    def __init__(self, private: PrivateStore, client: HubClient, at: datetime = NOW) -> None:
        self.went: list[str] = []
        self.at = at
        clock = Clock(lambda: self.at)

        async def pick(_most: int) -> tuple[bytes, ...]:
            return ()

        self.outbox = Outbox(private, client, SignIn(client, SecretStore.in_memory(), clock), clock)
        self.act = CallbackStore(self.outbox, "call-backs", "offer", clock, self.went.append, pick=pick, recalls=True)
        self.one = OneStore(self.outbox, clock, self.went.append, self._copied)

    async def _copied(self, _text: str) -> None:
        return None

    async def opens(self, **given: Any) -> None:
        await self.act.show(OFFER.id, OFFER.name.de, **given)

    def screen(self) -> Any:
        return callback_screen(self.act.state, self.act, SAY, offer=OFFER)

    def says(self) -> str:
        return " ".join(texts(self.screen()))

    @property
    def item(self) -> Item:
        assert self.act.state.item is not None
        return self.act.state.item


def taken(hub_app: Any) -> None:
    """The offer, and somebody who reads what is asked."""
    fill(hub_app, OFFER)
    provider(hub_app, "berta", OWN)


async def sent(asking: Asking, hub_app: Any) -> Item:
    """A request that has arrived."""
    await asking.act.write(name="Mika", way="phone")
    await asking.act.write(reach=REACH)
    await press(asking.screen(), "Senden")
    await asking.outbox.push(hub_app.state.hub.epoch)
    await asking.act.refresh()
    return asking.item


def spoken(asking: Asking) -> str:
    """How far it got, as a screen reader says it."""
    return next(
        label for c in controls(asking.screen())
        if (label := str(getattr(c, "label", "") or "")).startswith("Schritt")
    )  # fmt: skip


async def answered(item: Item, hub_app: Any, state: str) -> None:
    """Whoever looks after the offer taps, and says something."""
    said = {"state": state, "text": {"de": f"Dazu: {state}", "de-simple": f"Dazu: {state}"}}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(hub_app), base_url="http://hub.invalid") as client:
        headers = provider(hub_app, f"anna-{state}", OWN)
        path = f"/v1/help-desk/cases/call-backs/{item.id}/outcome"
        (await client.put(path, json=said, headers=headers)).raise_for_status()
