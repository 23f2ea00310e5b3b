"""Owns what one types to set a new password without the old one; it must not draw."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from contract.account import MailWanted, Recovery
from services.account.forms import faulty
from services.account.session import SignIn
from views.kit.loading import Loadable
from views.store import Store

#: Puts words into the clipboard.
Copy = Callable[[str], Awaitable[object]]


@dataclass(frozen=True)
class RecoveryForm:
    """What stands in the form. `mailed`: a mail was asked for. `made`: the next recovery code ("": there is none)."""

    nickname: str = ""
    code: str = field(default="", repr=False)
    new_password: str = field(default="", repr=False)
    email: str = ""
    shown: bool = False
    wrong: tuple[str, ...] = ()
    mailed: Loadable[bool] = Loadable()
    made: Loadable[str] = Loadable()
    copied: bool = False


class RecoveryStore(Store[RecoveryForm]):
    """The verbs of setting a new password."""

    def __init__(self, sign_in: SignIn, go: Callable[[str], None], copy: Copy) -> None:
        super().__init__(RecoveryForm())
        self._sign_in = sign_in
        self._go = go
        self._copy = copy

    async def refresh(self) -> None:
        """Nothing is read: the form stands as it was left."""

    def type(self, field: str, text: str) -> None:
        """Types into a field: nickname, code, new_password or email."""
        self.put(**{field: text}, wrong=tuple(name for name in self.state.wrong if name != field))

    def show(self, on: bool) -> None:
        """Shows or hides the letters of the password."""
        self.put(shown=on)

    async def recover(self) -> None:
        """Sets the new password and signs in."""
        form = self.state
        if form.made.busy:
            return
        typed = {"nickname": form.nickname.strip(), "code": form.code.strip(), "new_password": form.new_password}
        wrong = faulty(Recovery, **typed)
        if not typed["code"]:
            wrong = (*wrong, "code")
        if wrong:
            self.put(wrong=wrong)
            return
        self.put(made=Loadable(busy=True))
        await self.run("made", self._recovered(Recovery(**typed)))
        if self.state.made.value is not None:
            self.put(nickname="", code="", new_password="", email="", shown=False, mailed=Loadable())
        if self.state.made.value == "":
            self.keep()

    async def mail(self) -> None:
        """Asks for a mail with a code."""
        if self.state.mailed.busy:
            return
        address = self.state.email.strip()
        if faulty(MailWanted, email=address):
            self.put(wrong=("email",))
            return
        self.put(mailed=Loadable(busy=True))
        await self.run("mailed", self._mailed(address))

    async def copy(self) -> None:
        """Puts the code into the clipboard."""
        await self._copy(self.state.made.value or "")
        self.put(copied=True)

    def keep(self) -> None:
        """The code is written down: it is forgotten here, and one goes to one's account."""
        self.put(made=Loadable(), copied=False)
        self._go("/konto")

    async def _recovered(self, recovery: Recovery) -> str:
        return await self._sign_in.recover(recovery) or ""

    async def _mailed(self, address: str) -> bool:
        await self._sign_in.mail_code(MailWanted(email=address))
        return True
