"""Owns signing in elsewhere, the device's half: PKCE, the browser, the way back; it must not keep tokens.

Authorization code with PKCE in the person's own browser (RFC 8252, RFC 7636). The provider's secret and the check of
what it says are the hub's; the device only proves that it is the one that began.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Awaitable, Callable
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

from pydantic import AwareDatetime, ValidationError

from contract.account import ElsewhereFinish, ElsewhereStart, Provider, SignedIn
from contract.endpoints import ELSEWHERE_FINISH, ELSEWHERE_START, PROVIDERS
from contract.problems import Code, Problem, Refused
from contract.text import Model
from services.account.loopback import Loopback
from services.clock import Clock
from services.hub import HubClient, Unchanged
from services.secrets import SecretStore

#: Shows an address in the person's browser.
Browse = Callable[[str], Awaitable[None]]
#: Seconds a person may take at the provider.
PATIENCE = 600.0
NAME = "elsewhere"


class Begun(Model):
    """A sign-in that has begun here: what proves it when the browser comes back."""

    state: str
    verifier: str
    at: AwareDatetime


class Waiting(Protocol):
    """Where a begun sign-in waits while the browser is away: with this device or this browser, nowhere else.

    A served app must keep it in the browser itself: whoever finishes must be the one who began.
    """

    async def put(self, begun: str) -> None: ...
    async def take(self) -> str | None:
        """Gives it once, and forgets it."""


class Elsewhere:
    """`link`: the claimed https address that leads back into the app (phones, the served web); "": loopback."""

    def __init__(
        self, hub: HubClient, waiting: Waiting, clock: Clock, link: str = "", patience: float = PATIENCE
    ) -> None:
        self._hub = hub
        self._waiting = waiting
        self._clock = clock
        self._link = link
        self._patience = patience

    async def providers(self) -> tuple[Provider, ...]:
        """Where one may sign in elsewhere. Raises Offline, Refused."""
        answer = await self._hub.call(PROVIDERS)
        return () if isinstance(answer, Unchanged) else answer.value.items

    async def begin(self, provider: str, browse: Browse, device: str) -> SignedIn | None:
        """Leads the person to the provider. None: the way back is the link, and `finish` ends it.

        Raises Offline, Refused (provider-failed also when nobody came back in time).
        """
        if self._link:
            url, begun = await self._start(provider, self._link)
            await self._waiting.put(begun.model_dump_json())
            await browse(url)
            return None
        async with Loopback() as door:
            url, begun = await self._start(provider, door.uri)
            door.expect(begun.state)
            await browse(url)
            try:
                came = await door.answer(self._patience)
            except TimeoutError as error:
                raise failed() from error
        return await self._exchange(begun, came, device)

    async def finish(self, url: str, device: str) -> SignedIn:
        """Ends what `begin` began, with the address that the link opened. Works once.

        Raises Refused provider-failed for an address nobody here has waited for.
        """
        kept = await self._waiting.take()
        try:
            begun = Begun.model_validate_json(kept or "")
        except ValidationError as error:
            raise failed() from error
        if abs((self._clock.now() - begun.at).total_seconds()) > self._patience:
            raise failed()
        return await self._exchange(begun, url, device)

    async def _start(self, provider: str, redirect: str) -> tuple[str, Begun]:
        verifier = secrets.token_urlsafe(48)
        start = ElsewhereStart(provider=provider, redirect_uri=redirect, code_challenge=challenge(verifier))
        answer = await self._hub.call(ELSEWHERE_START, body=start)
        if isinstance(answer, Unchanged) or urlsplit(answer.value.url).scheme not in ("https", "http"):
            raise failed()
        return answer.value.url, Begun(state=answer.value.state, verifier=verifier, at=self._clock.now())

    async def _exchange(self, begun: Begun, came: str, device: str) -> SignedIn:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(came).query).items()}
        fits = secrets.compare_digest(asked.get("state", "").encode(), begun.state.encode())
        if not fits or "error" in asked or not asked.get("code"):
            raise failed()
        done = ElsewhereFinish(state=begun.state, code=asked["code"], code_verifier=begun.verifier, device=device)
        answer = await self._hub.call(ELSEWHERE_FINISH, body=done)
        if isinstance(answer, Unchanged):
            raise failed()
        return answer.value


class WithSecrets:
    """Waits among the device's secrets."""

    def __init__(self, kept: SecretStore) -> None:
        self._kept = kept

    async def put(self, begun: str) -> None:
        await asyncio.to_thread(self._kept.set, NAME, begun)

    async def take(self) -> str | None:
        begun = await asyncio.to_thread(self._kept.get, NAME)
        await asyncio.to_thread(self._kept.forget, NAME)
        return begun


def challenge(verifier: str) -> str:
    """RFC 7636 §4.2, S256."""
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def failed() -> Refused:
    """The person came back without a sign-in, or not at all."""
    code = Code.PROVIDER_FAILED
    return Refused(Problem(type=f"/problems/{code}", title="", status=502, code=code))
