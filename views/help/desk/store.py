"""Owns what the desk of a provider shows and what one can do there; it must not draw."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from contract.contributions import Contribution
from contract.help import HelpOffer
from contract.help_desk import OwnOffer, OwnOffers
from contract.permissions import WhyNot
from contract.problems import Offline, Refused
from contract.text import Text
from services.clock import Clock
from services.help.desk import HelpDesk
from services.language import Language
from services.local_file import StoreFailed
from services.outbox import Outbox
from services.outbox_item import Item
from views.kit.loading import Loadable
from views.store import Store

#: What a provider says of an offer with a tap.
TAPPED = ("help-confirmations", "help-availability")


@dataclass(frozen=True)
class DeskState:
    """What one looks after, and what others asked for. `why`: what is in the way, None: nothing.

    `offers`: as this device has them, by id. `said`: what was said of an offer last, by the offer's id.
    `answering`: the case that is being answered, with the words so far. `waiting`: weeks typed for an offer.
    """

    why: WhyNot | None = None
    edits: bool = False
    mine: Loadable[OwnOffers] = Loadable()
    cases: Loadable[tuple[Contribution, ...]] = Loadable()
    offers: Mapping[str, HelpOffer] = field(default_factory=dict)
    said: Mapping[str, Item] = field(default_factory=dict)
    open_id: str = ""
    answering: str = ""
    words: str = ""
    weeks: str = ""
    code: str = ""
    trouble: str = ""
    now: datetime | None = None

    def name_of(self, offer: str, say: Language) -> str:
        """What an offer is called."""
        known = self.offers.get(offer)
        return say.text(known.name) if known else say("Angebot, das dieses Gerät noch nicht kennt")


class DeskStore(Store[DeskState]):
    """The verbs of the desk."""

    def __init__(self, desk: HelpDesk, outbox: Outbox, clock: Clock, go: Callable[[str], None]) -> None:
        super().__init__(DeskState())
        self._desk, self._outbox, self._clock, self._go = desk, outbox, clock, go
        self._whose = desk.account_id

    async def refresh(self) -> None:
        """Asks the hub what there is; what was said meanwhile is read from this device."""
        self._heed()
        why = self._desk.why_not()
        self.put(why=why, edits=self._desk.edits, now=self._clock.now())
        if why is None:
            await self.run("mine", self._mine())
            await self.run("cases", self._desk.cases())
            await self.reread()

    async def reread(self) -> None:
        """How stands what was said here, by the offer; the offers as this device has them now."""
        self._heed()
        if self.state.mine.value is None:
            return
        offers = {id_: await self._desk.offer(id_) for id_ in self.state.offers}
        items = [item for item in await self._outbox.items() if item.kind in TAPPED and item.state != "withdrawn"]
        newest = sorted(items, key=lambda item: item.changed_at)
        self.put(
            said={str(item.body["offer"]): item for item in newest},
            offers={id_: offer for id_, offer in offers.items() if offer},
            now=self._clock.now(),
        )

    def _heed(self) -> None:
        """Somebody else is here, or nobody: what was asked in confidence is seen by whom it was asked of alone."""
        if self._whose != self._desk.account_id:
            self._whose = self._desk.account_id
            self.state = DeskState()

    async def _mine(self) -> OwnOffers:
        mine = await self._desk.offers()
        ids = {each.offer for each in mine.offers} | {offer for each in mine.institutions for offer in each.offers}
        there = {id_: await self._desk.offer(id_) for id_ in ids}
        self.note(offers={id_: offer for id_, offer in there.items() if offer})
        return mine

    def unfold(self, offer: str) -> None:
        """Shows what can be said of an offer, or hides it again."""
        self.put(open_id="" if self.state.open_id == offer else offer, weeks="")

    async def confirm(self, offer: OwnOffer, title: str) -> None:
        """Says that an offer still holds."""
        await self._try(self._desk.confirm(offer.offer, title))
        await self.reread()

    def type_weeks(self, text: str) -> None:
        """How many weeks one waits, as it is typed."""
        self.put(weeks="".join(sign for sign in text if sign.isdigit())[:3])

    async def room(self, offer: OwnOffer, title: str, state: Literal["free", "waiting", "full"]) -> None:
        """Says whether there is room."""
        weeks = int(self.state.weeks or 0) if state == "waiting" else 0
        await self._try(self._desk.room(offer.offer, title, state, weeks if 1 <= weeks <= 104 else None))
        await self.reread()

    async def seen(self, case: Contribution, said: Text) -> None:
        """Lets the person know that their request was read."""
        await self._answer(case, said, done=False)

    def begin(self, case: Contribution, words: str) -> None:
        """Opens the answer to a case."""
        self.put(answering=case.id, words=words, trouble="")

    def type_words(self, text: str) -> None:
        """The answer, as it is typed."""
        self.put(words=text)

    async def answer(self, case: Contribution) -> None:
        """Sends the answer. Whoever wrote it wrote it once: it stands in both languages."""
        words = self.state.words.strip()
        if words:
            await self._answer(case, Text.model_validate({"de": words, "de-simple": words}), done=True)

    async def _answer(self, case: Contribution, said: Text, *, done: bool) -> None:
        await self._try(self._desk.answer(case, said, done=done))
        if not self.state.trouble:
            self.put(answering="", words="")
            await self.run("cases", self._desk.cases())

    def type_code(self, text: str) -> None:
        """The code of an invitation, as it is typed."""
        self.put(code=text, trouble="")

    async def join(self) -> None:
        """Takes an invitation up."""
        await self._try(self._desk.join(self.state.code))
        if not self.state.trouble:
            self.put(code="")
            await self.refresh()

    def edit(self, offer: str) -> None:
        """Goes to where an offer is changed."""
        self._go(f"/einrichtung/{offer}")

    def leave(self, path: str) -> None:
        """Goes to another page."""
        self._go(path)

    async def _try(self, verb: Awaitable[Any]) -> None:
        trouble = ""
        try:
            await verb
        except (Offline, Refused, StoreFailed) as problem:
            trouble = problem.code.value
        self.put(trouble=trouble)
