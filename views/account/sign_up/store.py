"""Owns what one types to make an account, and the code one gets once; it must not draw."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from contract.account import NewAccount
from services.account.forms import faulty, named
from services.account.session import SignIn
from views.kit.loading import Loadable
from views.store import Store

#: Puts words into the clipboard.
Copy = Callable[[str], Awaitable[object]]


@dataclass(frozen=True)
class SignUpForm:
    """What stands in the form. `made`: the recovery code, once the account is made; it stays until it is kept."""

    nickname: str = ""
    password: str = field(default="", repr=False)
    email: str = ""
    shown: bool = False
    wrong: tuple[str, ...] = ()
    durable: bool = True
    made: Loadable[str] = Loadable()
    copied: bool = False


class SignUpStore(Store[SignUpForm]):
    """The verbs of making an account."""

    def __init__(self, sign_in: SignIn, go: Callable[[str], None], copy: Copy) -> None:
        super().__init__(SignUpForm())
        self._sign_in = sign_in
        self._go = go
        self._copy = copy

    async def refresh(self) -> None:
        """Learns whether a sign-in outlasts the app."""
        self.put(durable=self._sign_in.state.durable)

    def type(self, field: str, text: str) -> None:
        """Types into a field: nickname, password or email."""
        self.put(**{field: text}, wrong=tuple(name for name in self.state.wrong if name != field))

    def show(self, on: bool) -> None:
        """Shows or hides the letters of the password."""
        self.put(shown=on)

    async def make(self) -> None:
        """Makes the account and signs in."""
        form = self.state
        if form.made.busy:
            return
        typed: dict[str, str] = {"nickname": named(form.nickname), "password": form.password}
        if form.email.strip():
            typed["email"] = form.email.strip()
        if wrong := faulty(NewAccount, **typed):
            self.put(wrong=wrong)
            return
        self.put(made=Loadable(busy=True))
        await self.run("made", self._sign_in.sign_up(NewAccount(**typed)))
        if self.state.made.value is not None:
            self.put(nickname="", password="", email="", shown=False)

    async def copy(self) -> None:
        """Puts the code into the clipboard."""
        await self._copy(self.state.made.value or "")
        self.put(copied=True)

    def keep(self) -> None:
        """The code is written down: it is forgotten here, and one goes to one's account."""
        self.put(made=Loadable(), copied=False)
        self._go("/konto")

    def leave(self, path: str) -> None:
        """Goes to another page."""
        self._go(path)
