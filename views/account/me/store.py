"""Owns what the page "Ich" shows and what one can do there; it must not draw or keep settings itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from contract.home import Place
from contract.problems import Code
from contract.text import LanguageTag
from services.account.preferences import Mode, Settings
from services.account.session import SignInState
from services.clock import Clock
from services.home.start import Start
from services.sync import Report
from views.kit.loading import Loadable
from views.store import Store

#: Places at first, and how many more come on request.
SHOWN = 12


@dataclass(frozen=True)
class Places:
    """All places by name, and those of them that fit what was typed."""

    every: tuple[Place, ...]
    fitting: tuple[Place, ...]


@dataclass(frozen=True)
class MeState:
    """A person's settings (the shell puts them), the places to choose from, how old the content is.

    `ages`: when each kind was last confirmed by the hub. `renewed`: what the last look at the hub gave.
    `who`: who is signed in. `kept`: the settings stay on this device; False: they end with the session (a shared
    web server, a kiosk). `troubles`: what happened to what is kept on this device.
    """

    settings: Settings = Settings()
    query: str = ""
    places: Loadable[Places] = Loadable()
    shown: int = SHOWN
    ages: Loadable[dict[str, datetime]] = Loadable()
    renewed: Loadable[Report] = Loadable()
    now: datetime | None = None
    kept: bool = True
    who: SignInState = SignInState()
    troubles: tuple[Code, ...] = ()

    @property
    def place(self) -> Place | None:
        """The place one has chosen, once it is read."""
        every = self.places.value.every if self.places.value else ()
        return next((place for place in every if place.slug == self.settings.place), None)


class MeStore(Store[MeState]):
    """The verbs of the page. `settle` changes settings and keeps them, e.g. `settle(scale=1.6)`.

    `ages` reads when each kind was last confirmed; `sync_now` looks at the hub once.
    """

    def __init__(
        self,
        settle: Callable[..., Awaitable[None]],
        start: Start,
        go: Callable[[str], None],
        clock: Clock,
        *,
        ages: Callable[[], Awaitable[dict[str, datetime]]],
        sync_now: Callable[[], Awaitable[Report]],
        kept: bool = True,
    ) -> None:
        super().__init__(MeState(kept=kept))
        self._settle = settle
        self._start = start
        self._go = go
        self._clock = clock
        self._ages = ages
        self._sync_now = sync_now

    async def refresh(self) -> None:
        """Reads places and ages from the device."""
        self.put(now=self._clock.now())
        await self.run("places", self._places(self.state.query))
        await self.run("ages", self._ages())

    async def speak(self, tag: LanguageTag) -> None:
        """Changes the language."""
        await self._settle(language=tag)

    async def scale(self, scale: float) -> None:
        """Changes the size of the text (one of `SCALES`)."""
        await self._settle(scale=scale)

    async def contrast(self, on: bool) -> None:
        """Turns strong contrast on or off."""
        await self._settle(contrast=on)

    async def mode(self, mode: Mode) -> None:
        """Chooses light, dark, or as the device has it."""
        await self._settle(mode=mode)

    async def live_in(self, slug: str) -> None:
        """Chooses one's place; empty: none."""
        await self._settle(place=slug)
        await self.find("")

    async def choose(self, topic: str) -> None:
        """Chooses a topic of the help-finder; choosing a chosen one takes it back."""
        topics = self.state.settings.topics
        others = tuple(chosen for chosen in topics if chosen != topic)
        await self._settle(topics=others if topic in topics else (*topics, topic))

    async def find(self, query: str) -> None:
        """Shows the places that fit what stands in the field, as it is typed."""
        self.put(query=query, shown=SHOWN)
        await self.run("places", self._places(query))

    def more(self) -> None:
        """Shows the other places too."""
        self.put(shown=len(self.state.places.value.fitting) if self.state.places.value else SHOWN)

    async def renew(self) -> None:
        """Looks at the hub now and reads how old the content is then."""
        self.put(renewed=Loadable())
        await self.run("renewed", self._sync_now())
        await self.refresh()

    def leave(self, path: str) -> None:
        """Goes to another page."""
        self._go(path)

    async def _places(self, query: str) -> Places:
        every = await self._start.places()
        fitting = tuple(place for place in every if _fits(place, query))
        if not fitting:
            # Nothing is written like that: the search over everything forgives slips of the finger.
            groups = (await self._start.search(query)).groups
            found = [record for group in groups if group.kind == Place.kind for record in group.records]
            fitting = tuple(place for place in found if isinstance(place, Place))
        return Places(every, fitting)


def _fits(place: Place, query: str) -> bool:
    """Whether a word of one of the place's names begins with what was typed."""
    wanted = _folded(query)
    names = (place.name.de, *place.synonyms)
    return any(f" {_folded(name)}".find(f" {wanted}") >= 0 for name in names)


def _folded(text: str) -> str:
    """As most people type it: small letters, words with one blank between, no dots on letters."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("-", " "))
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())
