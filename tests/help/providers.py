"""Owns somebody who looks after offers at a real hub, with a device that has synced them; it must not judge."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update

from contract.account import NewAccount
from contract.help import HelpOffer
from hub.core.desk import MEMBERSHIP
from hub.core.people import ACCOUNT
from services.account.session import SignIn
from services.clock import Clock
from services.help.desk import HelpDesk
from services.hub import HubClient
from services.language import Language
from services.local import PublicStore
from services.local_private import PrivateStore
from services.outbox import Outbox
from services.secrets import SecretStore
from services.sync import Sync
from tests.hub.desks import OWN, now
from tests.trees import press, texts
from views.help.desk.screen import desk_screen
from views.help.desk.store import DeskStore

SAY = Language("de")
#: The hub goes by the real time, and refuses what is said for tomorrow.
CLOCK = Clock()


class Provider:
    """One device of an account, and the screens of the desk as the shell would draw them."""

    def __init__(self, hub_app: Any, client: HubClient, public: PublicStore) -> None:
        self.hub_app, self.went = hub_app, []  # type: Any, list[str]
        self.public, self._client = public, client
        self.sign_in = SignIn(client, SecretStore.in_memory(), CLOCK, "Büro")
        self.outbox = Outbox(PrivateStore(), client, self.sign_in, CLOCK)
        self.desk = HelpDesk(self.sign_in, self.outbox, public, CLOCK)
        self.act = DeskStore(self.desk, self.outbox, CLOCK, self.went.append)

    async def enters(self, nickname: str = "Berta", roles: str = "provider", of: str = OWN) -> None:
        """Makes an account; the hub knows what it may."""
        await self.sign_in.sign_up(NewAccount(nickname=nickname, password="vier kleine Boote"))
        account = self.sign_in.state.account
        assert account
        with self.hub_app.hub.database.writing() as connection:
            connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account.id).values(roles=roles))
            if of:
                connection.execute(MEMBERSHIP.insert().values(account=account.id, institution=of))
        await self.sign_in.look_again()

    def screen(self) -> Any:
        return desk_screen(self.act.state, self.act, SAY)

    def sees(self) -> str:
        return " ".join(texts(self.screen()))

    async def presses(self, name: str) -> None:
        await press(self.screen(), name)

    async def sends(self) -> None:
        """What waits goes out."""
        await self.outbox.push(self.hub_app.state.hub.epoch)

    def at_hub(self, offer: HelpOffer) -> HelpOffer:
        """The offer as everybody reads it."""
        return now(self.hub_app, offer.id)

    async def syncs(self) -> None:
        """The device learns what changed at the hub."""
        await Sync(self._client, self.public, CLOCK).once()
