"""Owns what one types to sign in and what becomes of it; it must not draw or keep tokens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from contract.account import Credentials, Provider
from services.account.forms import faulty
from services.account.session import SignIn, SignInState
from views.kit.loading import Loadable
from views.store import Store

#: Shows an address in the person's browser.
Browse = Callable[[str], Awaitable[None]]
#: Where one is led once signed in.
GOAL = "/konto"


@dataclass(frozen=True)
class SignInForm:
    """What stands in the form. `who`: who is signed in, and whether that outlasts the app. `demo`: the hub has
    sample accounts. `wrong`: fields that lack something. `away`: the browser is open at a provider."""

    nickname: str = ""
    password: str = field(default="", repr=False)
    shown: bool = False
    wrong: tuple[str, ...] = ()
    who: SignInState = SignInState()
    demo: bool = False
    providers: Loadable[tuple[Provider, ...]] = Loadable()
    away: bool = False
    entering: Loadable[bool] = Loadable()


class SignInStore(Store[SignInForm]):
    """The verbs of signing in. `browse` opens the person's browser; `elsewhere`: providers may be offered."""

    def __init__(
        self, sign_in: SignIn, go: Callable[[str], None], browse: Browse, *, demo: bool = False, elsewhere: bool = True
    ) -> None:
        super().__init__(SignInForm(demo=demo))
        self._sign_in = sign_in
        self._go = go
        self._browse = browse
        self._elsewhere = elsewhere

    async def refresh(self) -> None:
        """Learns who is signed in, and where else one may sign in."""
        self.put(who=self._sign_in.state)
        if self._elsewhere:
            await self.run("providers", self._sign_in.providers())

    def name(self, text: str) -> None:
        """Types the name or e-mail address."""
        self.put(nickname=text, wrong=())

    def secret(self, text: str) -> None:
        """Types the password."""
        self.put(password=text, wrong=())

    def show(self, on: bool) -> None:
        """Shows or hides the letters of the password."""
        self.put(shown=on)

    def take_sample(self, name: str, password: str) -> None:
        """Fills in a sample account."""
        self.put(nickname=name, password=password, wrong=())

    async def enter(self) -> None:
        """Signs in with what was typed."""
        # Whoever closed the provider's window without an answer may still sign in here.
        if self.state.entering.busy and not self.state.away:
            return
        self.put(away=False)
        typed = {"nickname": self.state.nickname.strip(), "password": self.state.password}
        if wrong := faulty(Credentials, **typed):
            self.put(wrong=wrong)
            return
        await self._enter(self._sign_in.sign_in(Credentials(**typed)))

    async def elsewhere(self, provider: str) -> None:
        """Signs in at a provider, in the browser."""
        self.put(away=True)
        await self._enter(self._sign_in.elsewhere(provider, self._browse))

    async def finish(self, address: str) -> None:
        """Signs in with the address that a provider sent the browser back to."""
        await self._enter(self._sign_in.finish(address))

    async def heard(self) -> None:
        """The person has read that the hub ended their session."""
        await self._sign_in.heard()
        self.put(who=self._sign_in.state)

    def leave(self, path: str) -> None:
        """Goes to another page."""
        self._go(path)

    async def _enter(self, verb: Awaitable[None]) -> None:
        self.put(entering=Loadable(busy=True))
        await self.run("entering", _done(verb))
        self.put(away=False, who=self._sign_in.state)
        if self.state.entering.value and self._sign_in.account_id:
            self.put(nickname="", password="", shown=False, entering=Loadable())
            self._go(GOAL)


async def _done(verb: Awaitable[None]) -> bool:
    await verb
    return True
