"""Owns one person at the screens of an account, at a real hub that can be cut off; it must not need a browser."""

from __future__ import annotations

from typing import Any

import flet as ft
import httpx

from services.account.session import SignIn
from services.clock import Clock
from services.hub import HubClient
from services.language import Language
from services.secrets import SecretStore
from tests.trees import press, texts
from views.account.account.screen import account_screen
from views.account.account.store import AccountStore
from views.account.recovery.screen import recovery_screen
from views.account.recovery.store import RecoveryStore
from views.account.sign_in.screen import sign_in_screen
from views.account.sign_in.store import Browse, SignInStore
from views.account.sign_up.screen import sign_up_screen
from views.account.sign_up.store import SignUpStore

SAY = Language("de")
PASSWORD = "vier kleine Boote"


class Device:
    """One device of a person: their sign-in, and the four pages as the shell would draw them."""

    def __init__(
        self,
        client: HubClient,
        clock: Clock,
        name: str = "Telefon",
        *,
        browse: Browse | None = None,
        link: str = "",
        **wishes: Any,
    ) -> None:
        self.sign_in = SignIn(client, SecretStore.in_memory(), clock, name, link=link)
        self.went: list[str] = []
        self.copied: list[str] = []
        self.saved: dict[str, bytes] = {}
        self.browsed: list[str] = []
        go = self.went.append
        self.entrance = SignInStore(self.sign_in, go, browse or self._browse, **wishes)
        self.sign_up = SignUpStore(self.sign_in, go, self._copy)
        self.recovery = RecoveryStore(self.sign_in, go, self._copy)
        self.account = AccountStore(self.sign_in, clock, go, self._save)
        self._screens: dict[Any, Any] = {
            self.entrance: sign_in_screen,
            self.sign_up: sign_up_screen,
            self.recovery: recovery_screen,
            self.account: account_screen,
        }

    async def _browse(self, address: str) -> None:
        self.browsed.append(address)

    async def _copy(self, text: str) -> None:
        self.copied.append(text)

    async def _save(self, name: str, content: bytes) -> bool:
        self.saved[name] = content
        return True

    def screen(self, act: Any) -> ft.Control:
        """The page of a store as it is drawn now."""
        drawn: ft.Control = self._screens[act](act.state, act, SAY)
        return drawn

    def sees(self, act: Any) -> list[str]:
        """The words on the page of a store, errors of its fields included."""
        return texts(self.screen(act))

    async def presses(self, act: Any, name: str) -> None:
        """Presses what begins with these words on the page of a store."""
        await press(self.screen(act), name)

    async def makes_account(self, nickname: str = "Mainkiesel", email: str = "") -> str:
        """Makes an account by its page; gives the code that is shown once."""
        for field, text in (("nickname", nickname), ("password", PASSWORD), ("email", email)):
            self.sign_up.type(field, text)
        await self.presses(self.sign_up, "Konto anlegen")
        code = self.sign_up.state.made.value
        assert code, self.sign_up.state.made.problem
        self.sign_up.keep()
        await self.account.refresh()
        return code

    async def signs_in(self, nickname: str = "Mainkiesel", password: str = PASSWORD) -> None:
        """Signs in by its page."""
        self.entrance.name(nickname)
        self.entrance.secret(password)
        await self.presses(self.entrance, "Anmelden")
        await self.account.refresh()


def cut(_request: httpx.Request, _response: httpx.Response) -> httpx.Response:
    """A wire that carries nothing back (`BentWire.bend`)."""
    raise httpx.ConnectError("cut")
