"""Owns what one sees of one's account and changes in it; it must not draw or keep tokens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from contract.account import Account, AccountChange, Deletion, PasswordChange, Session
from contract.words import clean
from services.account.forms import faulty, named
from services.account.session import SignIn, SignInState
from services.clock import Clock
from views.kit.loading import Loadable
from views.store import Store

#: Offers a file to keep: its name and its bytes. False where the person chose none.
Save = Callable[[str, bytes], Awaitable[bool]]
EXPORT = "wueapp-meine-daten.zip"
Section = Literal["", "name", "password", "deletion"]


@dataclass(frozen=True)
class AccountState:
    """`open`: the section whose form is unfolded. `done`: what became of sending that form. `wrong`: its fields
    that lack something. `ended`: what became of signing out a device. `taken`: of taking one's data along."""

    who: SignInState = SignInState()
    open: Section = ""
    nickname: str = ""
    email: str = ""
    old_password: str = field(default="", repr=False)
    new_password: str = field(default="", repr=False)
    shown: bool = False
    wrong: tuple[str, ...] = ()
    done: Loadable[Section] = Loadable()
    sessions: Loadable[tuple[Session, ...]] = Loadable()
    ended: Loadable[bool] = Loadable()
    taken: Loadable[bool] = Loadable()
    now: datetime | None = None

    @property
    def account(self) -> Account | None:
        """Whose page it is."""
        return self.who.account


class AccountStore(Store[AccountState]):
    """The verbs of one's account."""

    def __init__(self, sign_in: SignIn, clock: Clock, go: Callable[[str], None], save: Save) -> None:
        super().__init__(AccountState())
        self._sign_in = sign_in
        self._clock = clock
        self._go = go
        self._save = save

    async def refresh(self) -> None:
        """Reads the devices; who one is, the device knows."""
        self.put(who=self._sign_in.state, now=self._clock.now())
        if self.state.account:
            await self.run("sessions", self._sign_in.sessions())

    def fold(self) -> None:
        """What was typed and not sent is let go: passwords do not wait for somebody else."""
        self.put(open="", old_password="", new_password="", shown=False, wrong=(), done=Loadable(), taken=Loadable())

    def unfold(self, section: Section) -> None:
        """Opens the form of a section, or closes it."""
        account = self.state.account
        self.fold()
        self.put(ended=Loadable(), nickname="", email="")
        if account and section == "name":
            self.put(nickname=account.nickname, email=account.email or "")
        self.put(open=section)

    def type(self, field: str, text: str) -> None:
        """Types into a field: nickname, email, old_password or new_password."""
        self.put(**{field: text}, wrong=tuple(name for name in self.state.wrong if name != field))

    def show(self, on: bool) -> None:
        """Shows or hides the letters of the passwords."""
        self.put(shown=on)

    async def rename(self) -> None:
        """Changes nickname and e-mail address; an empty address takes it away. Another one needs the password."""
        account, typed = self.state.account, {"nickname": named(self.state.nickname)}
        email = self.state.email.strip() or None
        moves = account is not None and email != account.email
        # An address that stays is not sent: elsewhere it may have changed meanwhile.
        more = {"email": email, "password": self.state.old_password} if moves else {}
        wrong = tuple("old_password" if each == "password" else each for each in faulty(AccountChange, **typed, **more))
        if moves and account and account.has_password and not self.state.old_password:
            wrong = (*wrong, "old_password")
        if wrong:
            self.put(wrong=wrong)
            return
        await self._send("name", lambda: self._sign_in.change(AccountChange.model_validate({**typed, **more})))

    async def change_password(self) -> None:
        """Changes the password."""
        typed = {"old_password": self.state.old_password, "new_password": self.state.new_password}
        wrong = faulty(PasswordChange, **typed)
        if not typed["old_password"] and self.state.account and self.state.account.has_password:
            wrong = (*wrong, "old_password")
        if wrong:
            self.put(wrong=wrong)
            return
        await self._send("password", lambda: self._sign_in.change_password(PasswordChange(**typed)))

    async def delete(self) -> None:
        """Deletes the account, once its name was typed again."""
        account = self.state.account
        if account is None or clean(self.state.nickname).strip() != account.nickname:
            self.put(wrong=("nickname",))
            return
        if account.has_password and not self.state.old_password:
            self.put(wrong=("old_password",))
            return
        deletion = Deletion(nickname=account.nickname, password=self.state.old_password)
        await self._send("deletion", lambda: self._sign_in.delete(deletion))

    async def end(self, session: str) -> None:
        """Signs out a device."""
        await self.run("ended", self._ended(session))
        if self.state.ended.value:
            await self.run("sessions", self._sign_in.sessions())

    async def take_along(self) -> None:
        """Offers all the hub knows of the account as a file."""
        if not self.state.taken.busy:
            self.put(taken=Loadable(busy=True))
            await self.run("taken", self._taken())

    async def sign_out(self) -> None:
        """Signs out here."""
        await self._sign_in.sign_out()
        self.put(who=self._sign_in.state, sessions=Loadable())
        self._go("/ich")

    def leave(self, path: str) -> None:
        """Goes to another page."""
        self._go(path)

    async def _send(self, section: Section, verb: Callable[[], Awaitable[None]]) -> None:
        """Sends the form of a section once; when it went well the form closes and says so."""
        if self.state.done.busy:
            return
        self.put(done=Loadable(busy=True))
        await self.run("done", _after(verb(), section))
        self.put(who=self._sign_in.state)
        if self.state.done.value:
            self.put(open="", nickname="", old_password="", new_password="", shown=False)

    async def _ended(self, session: str) -> bool:
        await self._sign_in.end_session(session)
        return True

    async def _taken(self) -> bool:
        return await self._save(EXPORT, await self._sign_in.export())


async def _after(verb: Awaitable[None], section: Section) -> Section:
    await verb
    return section
