"""Owns one guest's desk for tests: real outbox on a real private file, its screens, and a client that may be cut."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from services.account.session import SignIn
from services.clock import Clock
from services.hub import HubClient
from services.language import Language
from services.local_private import PrivateStore
from services.outbox import Outbox
from services.secrets import SecretStore
from tests.trees import press, texts
from views.account.contributions.one import OneStore
from views.account.contributions.screen import contribution_screen, contributions_screen
from views.account.contributions.store import MineStore
from views.account.feedback.screen import feedback_screen
from views.form import FormStore

SAY = Language("de")


@dataclass
class Desk:
    """One guest's desk on a real private file, at a real hub that can be cut off."""

    outbox: Outbox
    feedback: FormStore
    mine: MineStore
    one: OneStore
    went: list[str]
    copied: list[str]

    async def sees(self) -> list[str]:
        """The words of the list."""
        await self.mine.refresh()
        return texts(contributions_screen(self.mine.state, self.mine, SAY))

    async def opens(self, ident: str) -> Any:
        await self.one.show(ident)
        return contribution_screen(self.one.state, self.one, SAY)

    def form(self) -> Any:
        return feedback_screen(self.feedback.state, self.feedback, SAY)

    async def sends(self, text: str = "Danke, sehr hilfreich.") -> str:
        """Writes and sends something about the start page; gives its id."""
        await self.feedback.show("/", "Startseite")
        await self.feedback.write(text=text)
        await press(self.form(), "Senden")
        return self.feedback.state.ident


def desk_on(private: PrivateStore, client: HubClient, clock: Clock, *photos: bytes) -> Desk:
    went: list[str] = []
    copied: list[str] = []

    async def pick(_most: int) -> tuple[bytes, ...]:
        return photos

    async def copy(text: str) -> None:
        copied.append(text)

    outbox = Outbox(private, client, SignIn(client, SecretStore.in_memory(), clock), clock, random.Random(1))
    return Desk(
        outbox,
        FormStore(outbox, "feedback", "about", clock, went.append, pick=pick),
        MineStore(outbox, clock, went.append),
        OneStore(outbox, clock, went.append, copy),
        went,
        copied,
    )
