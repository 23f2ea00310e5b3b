"""Owns the state of the emergency page: the offers, and the language of the card; it must not draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.clock import Clock
from views.listing import ListState, ListStore, Reads

GERMAN = "de"


@dataclass(frozen=True)
class CrisisState(ListState):
    """`tongue`: BCP 47 tag of the language the card is shown in; German: the page as the app speaks."""

    tongue: str = GERMAN


class CrisisStore(ListStore):
    """The verbs of the emergency page."""

    state: CrisisState

    def __init__(self, reads: Reads, clock: Clock, go: Callable[[str], None]) -> None:
        super().__init__(reads, clock, go, "/hilfe")
        self.state = CrisisState()

    def speak(self, tag: str) -> None:
        """Shows the card in another language. Only this session remembers it: it says where one comes from."""
        self.put(tongue=tag)

    def forget(self) -> None:
        """The page is as for somebody new: in German."""
        self.put(tongue=GERMAN)
