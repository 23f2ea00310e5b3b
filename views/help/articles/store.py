"""Owns the state of an article: the page itself, and whether it is being read aloud; it must not draw."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from contract.articles import Article
from services.clock import Clock
from services.help.articles import aloud
from services.language import Language
from views.detail import DetailState, DetailStore
from views.listing import ListStore


class Voice(Protocol):
    """A voice this device lends to the app."""

    async def read(self, text: str) -> bool:
        """Reads German words aloud, to the end or until stopped. False: it could not."""

    def stop(self) -> None:
        """Falls silent at once."""


class ShelfStore(ListStore):
    """What there is to read on the topic somebody chose in the finder; nothing where none is chosen."""

    async def about(self, topic: str) -> None:
        """Shows the articles on a topic."""
        self.put(facets=(f"topic:{topic}",) if topic else ())
        if topic:
            await self.refresh()

    def forget(self) -> None:
        """Nothing in the list tells which article was read."""
        self.put(open_id="")


@dataclass(frozen=True)
class ArticleState(DetailState[Article]):
    """`voice`: this device can read aloud; `reading`: it does; `mute`: it could not after all.

    `unfolded`: the words on how the device itself reads aloud are shown.
    """

    voice: bool = False
    reading: bool = False
    mute: bool = False
    unfolded: bool = False


class ArticleStore(DetailStore[Article]):
    """The verbs of an article's page."""

    state: ArticleState

    def __init__(
        self,
        get: Callable[[str], Awaitable[Article | None]],
        clock: Clock,
        go: Callable[[str], None],
        about: Callable[[str], object],
        voice: Voice | None = None,
    ) -> None:
        super().__init__(get, clock, go)
        self.state = ArticleState(voice=voice is not None)
        self._voice = voice
        self.about = about

    async def show(self, ident: str) -> None:
        """Shows the article with this id; what was read of another falls silent."""
        if ident != self.state.ident:
            self.hush()
            self.note(mute=False, unfolded=False)
        await super().show(ident)

    async def read(self, article: Article, say: Language) -> None:
        """Reads it aloud until its end, or until one wants silence."""
        if self._voice is None or self.state.reading:
            return
        self.put(reading=True, mute=False)
        done = await self._voice.read(aloud(article, say))
        self.put(reading=False, mute=not done)

    def hush(self) -> None:
        """Silence."""
        if self._voice and self.state.reading:
            self._voice.stop()

    def unfold(self) -> None:
        """Shows or hides how the device itself reads aloud."""
        self.put(unfolded=not self.state.unfolded)

    def fold(self) -> None:
        self.hush()

    def forget(self) -> None:
        self.hush()
        super().forget()
        self.put(voice=self._voice is not None)
