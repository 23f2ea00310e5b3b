"""Owns what one person writes with: the stores of forms, of their contributions and bookmarks; it must not draw."""

from __future__ import annotations

from collections.abc import Callable

from app.device import Device
from app.session import Refresh
from contract.text import Text
from services.account.bookmarks import Bookmarks
from services.account.session import SignIn
from services.clock import Clock
from services.help.desk import HelpDesk
from services.language import Language
from services.local import PublicStore
from services.outbox import Outbox
from views.account.contributions.one import OneStore
from views.account.contributions.store import MineStore
from views.account.receipt.store import ReceiptStore
from views.bookmarks import BookmarksStore
from views.form import FormStore
from views.help.callback.store import CallbackStore
from views.help.desk.store import DeskStore
from views.help.entry.store import EntryStore
from views.help.office.store import OfficeStore
from views.kinds import page_words, record_at


class Desk:
    """The stores that all stand on one outbox."""

    def __init__(
        self,
        outbox: Outbox,
        bookmarks: Bookmarks,
        public: PublicStore,
        clock: Clock,
        go: Callable[[str], None],
        device: Device,
        sign_in: SignIn,
    ) -> None:
        self._public, self._go = public, go
        self._move_in = bookmarks.move_in
        self.outbox = outbox
        self.missed = ""
        self.mine = MineStore(outbox, clock, go, self.name_at)
        self.one = OneStore(outbox, clock, go, device.copy, self.name_at)
        self.receipt = ReceiptStore(outbox, clock, go, self.name_at)
        self.check = FormStore(outbox, "help-checks", "offer", clock, go, pick=device.pick, recalls=True)
        self.callback = CallbackStore(outbox, "call-backs", "offer", clock, go, pick=device.pick, recalls=True)
        self.feedback = FormStore(outbox, "feedback", "about", clock, go, pick=device.pick)
        self.bookmarks = BookmarksStore(bookmarks, public.get, go)
        desk = HelpDesk(sign_in, outbox, public, clock)
        self.provider = DeskStore(desk, outbox, clock, go)
        self.entry = EntryStore(desk, outbox, clock, go)
        self.office = OfficeStore(desk, clock, go, device.copy)

    def refreshes(self) -> list[Refresh]:
        """What is read anew when the outbox changed, or when somebody else is signed in."""
        stores = (self.mine, self.one, self.receipt, self.check, self.callback, self.feedback, self.bookmarks)
        return [self._move_in, *(store.refresh for store in stores), *self.rereads()]

    def rereads(self) -> list[Refresh]:
        """What providers see of this device, read anew when offers changed, too."""
        return [self.provider.reread, self.entry.refresh, self.office.reread]

    def miss(self, query: str) -> None:
        """Goes to say what was looked for in vain; the query is shown there before anything is sent."""
        self.missed = query
        self._go("/rueckmeldung?zu=/suche")

    async def write_about(self, address: str, say: Language) -> None:
        """Shows the form for a page, with what was looked for in vain if it is about that."""
        missed, self.missed = self.missed, ""
        given = {"query": missed[:200]} if missed and address == "/suche" else {}
        await self.feedback.show(address, await self._title(address, say), **given)

    async def name_at(self, address: str) -> Text | None:
        """What the record is called whose page has this address, if it is on this device."""
        kind, ident = record_at(address) or ("", "")
        record = await self._public.get(kind, ident) if kind else None
        return record.title() if record else None

    async def _title(self, address: str, say: Language) -> str:
        """What people call the page of an address."""
        if name := await self.name_at(address):
            return say.text(name)
        return page_words(say).get(address, address)
