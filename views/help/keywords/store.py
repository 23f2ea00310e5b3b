"""Owns what the index of keywords shows and what one can do there; it must not draw or search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.help.finder import Finder
from services.help.keywords import Keyword
from services.language import Language
from views.kit.loading import Loadable
from views.store import Store
from views.words import topic_words


@dataclass(frozen=True)
class KeywordsState:
    """All keywords in their order, and the chosen letter; empty: the first there is."""

    words: Loadable[tuple[Keyword, ...]] = Loadable()
    letter: str = ""

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters under which something stands."""
        return tuple(dict.fromkeys(word.letter for word in self.words.value or ()))

    @property
    def shown(self) -> str:
        """The letter whose keywords stand there."""
        return self.letter if self.letter in self.letters else next(iter(self.letters), "")


class KeywordsStore(Store[KeywordsState]):
    """The verbs of the index. `speaks`: the person's language now; `look_for` leads to the finder with a word."""

    def __init__(
        self,
        finder: Finder,
        speaks: Callable[[], Language],
        look_for: Callable[[str], object],
        go: Callable[[str], None],
    ) -> None:
        super().__init__(KeywordsState())
        self._finder = finder
        self._speaks = speaks
        self._go = go
        self.look_for = look_for

    async def refresh(self) -> None:
        """Reads the keywords of all offers that the device holds, in the person's language."""
        say = self._speaks()
        await self.run("words", self._finder.keywords(say.tag, topic_words(say)))

    def turn_to(self, letter: str) -> None:
        """Shows the keywords of a letter."""
        self.put(letter=letter)

    def leave(self, path: str) -> None:
        """Goes to another page."""
        self._go(path)
