"""Owns the tokens of one person, and speaks to the hub in their name; it must not know how they signed in.

Signed in is a fact of the device: it holds without a network, until the person or the hub ends it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from pydantic import ValidationError

from contract.account import Account, Refresh, Tokens
from contract.endpoints import REFRESH, SIGN_OUT, Endpoint
from contract.problems import Code, Offline, Refused
from contract.text import Model
from services.hub import Answer, HubClient, Unchanged
from services.secrets import SecretStore

T = TypeVar("T")
NAME = "session"
#: Lies in the place of the tokens when the hub ended the session and the person was not told yet.
ENDED = "ended"
#: A second one is needed when another process of this device renewed first, and that is over as well.
MOST_RENEWALS = 2
#: Seconds the hub is given to hear that somebody has signed out.
FAREWELL = 5.0
UNAUTHORIZED = 401


class Kept(Model):
    """What lies among the secrets: the tokens, and whose they are."""

    access_token: str
    refresh_token: str
    account: Account


@dataclass(frozen=True)
class SignInState:
    """`account` None: a guest. `durable`: the sign-in outlasts the app. `ended`: the hub ended it; say so."""

    account: Account | None = None
    durable: bool = True
    ended: bool = False


Listener = Callable[[SignInState], None]


class Speaker:
    """Who speaks from this device: a guest at first. One for each person."""

    def __init__(self, hub: HubClient, secrets: SecretStore) -> None:
        self.state = SignInState()
        self.hub = hub
        self._secrets = secrets
        self._kept: Kept | None = None
        self._renewal, self._saving = asyncio.Lock(), asyncio.Lock()
        self._renewing: set[asyncio.Task[Kept]] = set()
        self._listeners: list[Listener] = []

    @property
    def account_id(self) -> str:
        """Whose things are shown and sent; "": a guest's."""
        return self._kept.account.id if self._kept else ""

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tells of every change; gives the way to stop it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    async def wake(self) -> None:
        """Reads the secrets; the network is not needed."""
        text, durable = await asyncio.to_thread(lambda: (self._secrets.get(NAME), self._secrets.durable))
        self._kept = _kept(text)
        self._tell(SignInState(self._kept.account if self._kept else None, durable, text == ENDED))

    async def heard(self) -> None:
        """The person has read that the hub ended their session."""
        if self.state.ended:
            await self.become(None)

    async def call(
        self,
        endpoint: Endpoint[T],
        *,
        etag: str | None = None,
        body: Model | bytes | None = None,
        headers: Mapping[str, str] | None = None,
        **parameters: object,
    ) -> Answer[T] | Unchanged:
        """`HubClient.call` in the name of who is signed in at this very moment; a guest's goes without a token.

        Nothing is awaited before the token is taken: whoever looks at `account_id` right before cannot speak for
        somebody else. Raises Refused session-ended when the hub ended the session.
        """
        kept, renewed = self._kept, 0
        while True:
            try:
                return await self.hub.call(endpoint, etag=etag, body=body, headers=_said(kept, headers), **parameters)
            except Refused as refused:
                if kept is None or refused.code is not Code.SESSION_ENDED or renewed == MOST_RENEWALS:
                    raise
                kept, renewed = await self._renewed(kept, refused), renewed + 1

    async def become(self, kept: Kept | None, *, ended: bool = False) -> None:
        """From here on this is who is signed in: for screens at once, among the secrets when it returns."""
        self._kept = kept
        self._tell(replace(self.state, account=kept.account if kept else None, ended=ended))
        async with self._saving:
            durable = await asyncio.to_thread(self._save)
        if durable != self.state.durable:
            self._tell(replace(self.state, durable=durable))

    def _save(self) -> bool:
        """Writes what holds now (not what held when somebody began to wait); gives whether it lasts."""
        if self._kept:
            self._secrets.set(NAME, self._kept.model_dump_json())
        elif self.state.ended:
            self._secrets.set(NAME, ENDED)
        else:
            self._secrets.forget(NAME)
        return self._secrets.durable

    def _tell(self, state: SignInState) -> None:
        if state != self.state:
            self.state = state
            for listener in tuple(self._listeners):
                listener(state)

    async def _renewed(self, spent: Kept, refused: Refused) -> Kept:
        """Tokens in place of spent ones. Shielded: a token that the hub gave must be kept, whoever stops waiting."""
        task = asyncio.ensure_future(self._renew(spent, refused))
        self._renewing.add(task)
        task.add_done_callback(self._renewing.discard)
        return await asyncio.shield(task)

    async def _renew(self, spent: Kept, refused: Refused) -> Kept:
        """One refresh for all who wait for it. Raises what was refused if somebody else speaks here by now."""
        async with self._renewal:
            now = self._kept
            if now is None or now.account.id != spent.account.id:
                raise refused
            if now.access_token != spent.access_token:
                return now
            found = _kept(await asyncio.to_thread(self._secrets.get, NAME))
            if found and found.account.id == now.account.id and found.refresh_token != now.refresh_token:
                # Another process of this device was faster; to use the old refresh token would end both.
                await self.become(found)
                return found
            return await self._refresh(now, refused)

    async def _refresh(self, spent: Kept, refused: Refused) -> Kept:
        try:
            tokens = await self._new_tokens(spent)
        except Refused as answer:
            if answer.problem.status == UNAUTHORIZED and self._kept and self._kept.refresh_token == spent.refresh_token:
                await self.become(None, ended=True)
            raise
        update = {"access_token": tokens.access_token, "refresh_token": tokens.refresh_token}
        renewed = (self._kept or spent).model_copy(update=update)
        if self._kept is None or self._kept.refresh_token != spent.refresh_token:
            await self.take_leave(spent.model_copy(update=update))
            raise refused
        await self.become(renewed)
        return renewed

    async def _new_tokens(self, kept: Kept) -> Tokens:
        answer = await self.hub.call(REFRESH, body=Refresh(refresh_token=kept.refresh_token))
        if isinstance(answer, Unchanged):
            raise Offline(Code.HUB_FOREIGN)
        return answer.value

    async def take_leave(self, kept: Kept) -> None:
        """Tells the hub that these tokens are no longer used; not reaching it changes nothing here."""
        with contextlib.suppress(Offline, Refused, TimeoutError):
            async with asyncio.timeout(FAREWELL):
                try:
                    await self.hub.call(SIGN_OUT, headers=_said(kept))
                except Refused:
                    tokens = await self._new_tokens(kept)
                    await self.hub.call(SIGN_OUT, headers={"authorization": f"Bearer {tokens.access_token}"})


def _kept(text: str | None) -> Kept | None:
    """What was kept; nothing, if it cannot be read: then one signs in again."""
    try:
        return Kept.model_validate_json(text or "")
    except ValidationError:
        return None


def _said(kept: Kept | None, headers: Mapping[str, str] | None = None) -> dict[str, str]:
    return {**(headers or {}), **({"authorization": f"Bearer {kept.access_token}"} if kept else {})}
