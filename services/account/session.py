"""Owns what a person does with their account: signing up, in and out, changing it; it must not keep tokens."""

from __future__ import annotations

from typing import TypeVar

from contract.account import (
    Account,
    AccountChange,
    Credentials,
    Deletion,
    MailWanted,
    NewAccount,
    PasswordChange,
    Provider,
    Recovery,
    Session,
    SignedIn,
)
from contract.endpoints import (
    CHANGE_ME,
    CHANGE_PASSWORD,
    DELETE_ME,
    END_SESSION,
    EXPORT_ME,
    MAIL_CODE,
    ME,
    RECOVER,
    SESSIONS,
    SIGN_IN,
    SIGN_UP,
    Endpoint,
)
from contract.problems import Code, Offline
from contract.text import Model
from services.account.elsewhere import Browse, Elsewhere, Waiting, WithSecrets
from services.account.speaker import Kept, SignInState, Speaker
from services.clock import Clock
from services.hub import Answer, HubClient, Unchanged
from services.secrets import SecretStore

__all__ = ["SignIn", "SignInState"]
T = TypeVar("T")


class SignIn(Speaker):
    """One person's sign-in. Verbs raise Offline and Refused, and leave everything as it was when they do.

    `device_name` is what the list of sessions calls this device. `link`, `waiting`: see `Elsewhere`.
    """

    def __init__(
        self,
        hub: HubClient,
        secrets: SecretStore,
        clock: Clock,
        device_name: str = "",
        *,
        link: str = "",
        waiting: Waiting | None = None,
    ) -> None:
        super().__init__(hub, secrets)
        self._device = device_name
        self._elsewhere = Elsewhere(hub, waiting or WithSecrets(secrets), clock, link)

    async def sign_up(self, wanted: NewAccount) -> str:
        """Makes an account and signs in. Gives the recovery code, which is shown once."""
        signed = await self._ask(SIGN_UP, wanted.model_copy(update={"device": wanted.device or self._device}))
        await self._enter(signed)
        return signed.recovery_code or ""

    async def sign_in(self, credentials: Credentials) -> None:
        """Signs in with name (or e-mail) and password."""
        named = credentials.model_copy(update={"device": credentials.device or self._device})
        await self._enter(await self._ask(SIGN_IN, named))

    async def sign_out(self) -> None:
        """Signs out here, with or without a network; the hub is told if it can be."""
        kept = self._kept
        await self.become(None)
        if kept:
            await self.take_leave(kept)

    async def recover(self, recovery: Recovery) -> str | None:
        """Sets a new password with a recovery code and signs in. Gives the next recovery code, if there is one."""
        named = recovery.model_copy(update={"device": recovery.device or self._device})
        signed = await self._ask(RECOVER, named)
        await self._enter(signed)
        return signed.recovery_code

    async def mail_code(self, wanted: MailWanted) -> None:
        """Asks for a mail with a code; whether the address is known is not told."""
        await self.hub.call(MAIL_CODE, body=wanted)

    async def change_password(self, change: PasswordChange) -> None:
        """Changes the password."""
        await self._own(CHANGE_PASSWORD, body=change)

    async def change(self, change: AccountChange) -> None:
        """Changes nickname or, with the password, e-mail; what was not set stays."""
        await self._know(await self._own(CHANGE_ME, body=change))

    async def look_again(self) -> None:
        """Asks the hub what has become of the account: an office may have given a role."""
        await self._know(await self._own(ME))

    async def sessions(self) -> tuple[Session, ...]:
        """The devices that are signed in."""
        return (await self._own(SESSIONS)).items

    async def end_session(self, id: str) -> None:
        """Signs out another device."""
        await self._own(END_SESSION, id=id)

    async def delete(self, deletion: Deletion) -> None:
        """Deletes the account, for ever; after that one is a guest."""
        await self._own(DELETE_ME, body=deletion)
        await self.become(None)

    async def export(self) -> bytes:
        """All the hub knows of the account: a ZIP."""
        return await self._own(EXPORT_ME)

    async def providers(self) -> tuple[Provider, ...]:
        """Where one may sign in elsewhere."""
        return await self._elsewhere.providers()

    async def elsewhere(self, provider: str, browse: Browse) -> None:
        """Signs in at a provider, in the browser that `browse` opens. With a link, `finish` ends it."""
        if signed := await self._elsewhere.begin(provider, browse, self._device):
            await self._enter(signed)

    async def finish(self, url: str) -> None:
        """Signs in with the address that the browser came back to, such as `/anmeldung?code=…&state=…`."""
        await self._enter(await self._elsewhere.finish(url, self._device))

    async def _ask(self, endpoint: Endpoint[T], body: Model) -> T:
        return _value(await self.hub.call(endpoint, body=body))

    async def _own(self, endpoint: Endpoint[T], body: Model | None = None, id: str = "") -> T:
        return _value(await self.call(endpoint, body=body, id=id))

    async def _enter(self, signed: SignedIn) -> None:
        before = self._kept
        await self.become(
            Kept(access_token=signed.access_token, refresh_token=signed.refresh_token, account=signed.account)
        )
        if before:
            await self.take_leave(before)

    async def _know(self, account: Account) -> None:
        if self._kept and self._kept.account.id == account.id:
            await self.become(self._kept.model_copy(update={"account": account}))


def _value(answer: Answer[T] | Unchanged) -> T:
    """What an answer holds; nobody asked with an ETag here."""
    if isinstance(answer, Unchanged):
        raise Offline(Code.HUB_FOREIGN)
    return answer.value
