"""Owns what editors see of the whole directory, inviting providers, and joining twins; it must not draw."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from contract.help import HelpOffer
from contract.help_desk import HelpFigures, Institution, Invite, OwnOffer, OwnOffers, Twin, TwinJoin, Twins
from contract.permissions import WhyNot
from contract.problems import Offline, Refused
from services.clock import Clock
from services.help.desk import HelpDesk
from services.local_file import StoreFailed
from views.kit.loading import Loadable
from views.store import Store

#: Overdue offers and institutions shown at once.
SHOWN, FITTING = 30, 8


@dataclass(frozen=True)
class OfficeState:
    """The directory as editors look after it. `why`: what is in the way, None: nothing.

    `provides`: they look after the offers themselves, too. `offers`: the overdue ones as this device has them.
    `query`: an institution's name as it is typed. `invited`: for whom `invite` is. `joining`: the pair that is to
    become one, by both ids.
    """

    why: WhyNot | None = None
    provides: bool = False
    figures: Loadable[HelpFigures] = Loadable()
    mine: Loadable[OwnOffers] = Loadable()
    twins: Loadable[Twins] = Loadable()
    offers: Mapping[str, HelpOffer] = field(default_factory=dict)
    query: str = ""
    invited: str = ""
    invite: Invite | None = None
    copied: bool = False
    joining: tuple[str, str] = ("", "")
    trouble: str = ""
    now: datetime | None = None

    @property
    def overdue(self) -> tuple[OwnOffer, ...]:
        """The offers past their day, the longest waiting first."""
        every = self.mine.value.offers if self.mine.value else ()
        return tuple(sorted((each for each in every if each.overdue), key=lambda each: each.due))

    @property
    def fitting(self) -> tuple[Institution, ...]:
        """The institutions in whose name stands what was typed."""
        wanted = self.query.strip().casefold()
        every = self.mine.value.institutions if self.mine.value and wanted else ()
        return tuple(each for each in every if wanted in each.name.casefold())[:FITTING]


class OfficeStore(Store[OfficeState]):
    """The verbs of the office."""

    def __init__(
        self,
        desk: HelpDesk,
        clock: Clock,
        go: Callable[[str], None],
        copy: Callable[[str], Awaitable[None]],
    ) -> None:
        super().__init__(OfficeState())
        self._desk, self._clock, self._go, self._copy = desk, clock, go, copy

    async def refresh(self) -> None:
        """Asks the hub how the directory stands."""
        why, provides = self._desk.why_not("edit"), self._desk.why_not() is None
        self.put(why=why, provides=provides, now=self._clock.now(), trouble="")
        if why is None:
            await self.run("figures", self._desk.figures())
            if provides:
                await self.run("mine", self._mine())
            await self.run("twins", self._desk.twins())

    async def reread(self) -> None:
        """Somebody may have left: nothing of the office stays for whoever comes next."""
        if self._desk.why_not("edit") is not None and self.state.why is None:
            self.state = OfficeState(why=self._desk.why_not("edit"))

    async def _mine(self) -> OwnOffers:
        mine = await self._desk.offers()
        late = sorted((each for each in mine.offers if each.overdue), key=lambda each: each.due)[:SHOWN]
        there = {each.offer: await self._desk.offer(each.offer) for each in late}
        self.note(offers={id_: offer for id_, offer in there.items() if offer})
        return mine

    def find(self, text: str) -> None:
        """An institution's name, as it is typed."""
        self.put(query=text)

    async def invite(self, institution: Institution) -> None:
        """Makes a code for somebody who shall look after an institution."""
        self.put(invite=None, invited=institution.name, copied=False)
        await self._try(self._invite(institution))

    async def _invite(self, institution: Institution) -> None:
        self.put(invite=await self._desk.invite(institution.id))

    async def copy(self) -> None:
        """Puts the code where the device keeps what is copied."""
        if self.state.invite:
            await self._copy(self.state.invite.code)
            self.put(copied=True)

    def begin(self, twin: Twin) -> None:
        """Asks which of two stays; asked of the same pair again, no more."""
        pair = (twin.first.id, twin.second.id)
        self.put(joining=("", "") if self.state.joining == pair else pair)

    async def join(self, keep: Institution, drop: Institution) -> None:
        """Makes two institutions one."""
        await self._decide(TwinJoin(keep=keep.id, drop=drop.id))

    async def part(self, twin: Twin) -> None:
        """Says that they are two."""
        await self._decide(TwinJoin(keep=twin.first.id, drop=twin.second.id, apart=True))

    async def _decide(self, wanted: TwinJoin) -> None:
        await self._try(self._decided(wanted))

    async def _decided(self, wanted: TwinJoin) -> None:
        left = await self._desk.join_twins(wanted)
        self.put(twins=Loadable(left), joining=("", ""))
        if self.state.provides:
            await self.run("mine", self._mine())

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
