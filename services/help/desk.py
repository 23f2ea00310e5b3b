"""Owns what providers and editors of help offers ask of the hub, and say of an offer; it must not draw.

Reading needs the hub: what others asked for in confidence is kept on no provider's device. What is said of an offer
goes through the outbox like everything else, and so may be said without a network.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Literal, Protocol, TypeVar

from contract.account import Account
from contract.contributions import Answered, Contribution
from contract.endpoints import (
    DESK_ANSWER,
    DESK_CASES,
    DESK_FIGURES,
    DESK_INSTITUTION,
    DESK_INVITE,
    DESK_JOIN,
    DESK_OFFERS,
    DESK_TWIN_JOIN,
    DESK_TWINS,
    Endpoint,
)
from contract.help import HelpOffer
from contract.help_desk import HelpFigures, Institution, Invite, Joining, NewInvite, OwnOffers, TwinJoin, Twins
from contract.permissions import Action, Who, WhyNot, why_not
from contract.problems import Code, Offline
from contract.text import Text
from services.clock import Clock
from services.hub import Answer, Unchanged
from services.local import PublicStore
from services.outbox import Outbox
from services.outbox_item import Item

T = TypeVar("T")
#: How long it is known that there is room, unless the provider says something else.
ROOM_DAYS = 30
#: Pages of cases at most: whoever has more than this waits for an office, not for an app.
PAGES = 20


class Known(Protocol):
    """Who is signed in, as far as the desk asks."""

    @property
    def account(self) -> Account | None: ...


class SignedIn(Protocol):
    """A person's sign-in (`services.account.session.SignIn`)."""

    @property
    def state(self) -> Known: ...

    async def call(self, endpoint: Endpoint[T], **asked: Any) -> Answer[T] | Unchanged: ...

    async def look_again(self) -> None: ...


class HelpDesk:
    """The verbs of the desk. Raise Offline and Refused; a guest is refused with the way in."""

    def __init__(self, sign_in: SignedIn, outbox: Outbox, public: PublicStore, clock: Clock) -> None:
        self._sign_in, self._outbox, self._public, self._clock = sign_in, outbox, public, clock

    def why_not(self, action: Action = "provide") -> WhyNot | None:
        """What is in the way of looking after offers, or of another action; None: nothing."""
        account = self._sign_in.state.account
        return why_not(Who(account.id, frozenset(account.roles)) if account else Who(), action)

    @property
    def account_id(self) -> str:
        """Who is here; empty: a guest."""
        account = self._sign_in.state.account
        return account.id if account else ""

    @property
    def edits(self) -> bool:
        """Whether who is signed in looks after the whole directory."""
        return self.why_not("edit") is None

    async def offers(self) -> OwnOffers:
        """What one looks after, and how it stands."""
        return await self._ask(DESK_OFFERS)

    async def cases(self) -> tuple[Contribution, ...]:
        """Requests and reports that concern it, newest change first; what was withdrawn is left out."""
        found: dict[str, Contribution] = {}
        since: str | None = None
        for _ in range(PAGES):
            page = await self._ask(DESK_CASES, since=since, limit=200)
            found |= {case.id: case for case in page.items}
            if not page.more or page.next == since:
                break
            since = page.next
        there = [case for case in found.values() if case.state != "withdrawn"]
        return tuple(sorted(there, key=lambda case: case.changed_at, reverse=True))

    async def answer(self, case: Contribution, text: Text, *, done: bool) -> Contribution:
        """Says that a case was seen, or what became of it."""
        said = Answered(state="answered" if done else "in-progress", text=text)
        match = {"If-Match": f'"{case.version}"'}
        return await self._ask(DESK_ANSWER, body=said, headers=match, kind=case.kind, id=case.id)

    async def join(self, code: str) -> OwnOffers:
        """Becomes a provider with the code of an invitation; who one is, is asked anew."""
        mine = await self._ask(DESK_JOIN, body=Joining(code=code.strip()))
        await self._sign_in.look_again()
        return mine

    async def invite(self, institution: str) -> Invite:
        """A code for somebody who shall look after an institution."""
        return await self._ask(DESK_INVITE, body=NewInvite(institution=institution))

    async def change(self, institution: Institution) -> Institution:
        """Changes an institution, and so all its offers."""
        return await self._ask(DESK_INSTITUTION, body=institution, id=institution.id)

    async def figures(self) -> HelpFigures:
        """How fresh the directory is."""
        return await self._ask(DESK_FIGURES)

    async def twins(self) -> Twins:
        """Institutions that are perhaps one."""
        return await self._ask(DESK_TWINS)

    async def join_twins(self, wanted: TwinJoin) -> Twins:
        """Makes two institutions one, or says that they are two."""
        return await self._ask(DESK_TWIN_JOIN, body=wanted)

    async def offer(self, id_: str) -> HelpOffer | None:
        """An offer as the device has it."""
        found: HelpOffer | None = await self._public.get(HelpOffer.kind, id_)
        return found

    async def confirm(self, offer: str, title: str) -> Item:
        """Says that it still holds ("Stimmt noch")."""
        return await self._outbox.put("help-confirmations", {"offer": offer, "on": self._today().isoformat()}, title)

    async def room(
        self, offer: str, title: str, state: Literal["free", "waiting", "full"], weeks: int | None = None
    ) -> Item:
        """Whether there is room, for the next `ROOM_DAYS` days."""
        until = self._today() + timedelta(ROOM_DAYS)
        body = {"offer": offer, "state": state, "weeks": weeks, "until": until.isoformat()}
        return await self._outbox.put("help-availability", body, title)

    async def edit(self, offer: str, title: str, fields: Mapping[str, Any]) -> Item:
        """Changes these fields of an offer (`contract.help_desk.HelpEntry`, as on the wire)."""
        return await self._outbox.put("help-entries", {"offer": offer, **fields}, title)

    def _today(self) -> date:
        return self._clock.now().date()

    async def _ask(self, endpoint: Endpoint[T], **asked: Any) -> T:
        answer = await self._sign_in.call(endpoint, **asked)
        if isinstance(answer, Unchanged):
            raise Offline(Code.HUB_FOREIGN)
        return answer.value
