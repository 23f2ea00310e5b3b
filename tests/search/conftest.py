"""Owns the small index the tests of search ask; must not fake SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import pytest

from search.document import Document
from search.index import Index
from tests.seeds import everyday

TITLES = (
    "Schuldnerberatung der Caritas",
    "Wohnungslosenhilfe Würzburg",
    "Hautprojekt",
    "Hautarzt Dr. Weiß",
    "Straßenfest Zellerau",
    "Beratung Altstadt",
    "Jugendberatung Zellerau",
    "Krisendienste Bayern",
    "Suchtberatung",
    "Kindertagesstätte Heuchelhof",
    "Abfallkalender",
    "Würzburger Tafel",
    "Zuwendungsbestätigung ausstellen",
    "Repair-Café Sanderau",
    "Bundes·tag besuchen",
    "Führerscheinstelle",
    "Arbeitsamt",
    "Museum im Kulturspeicher",
    "Deutschkurs für Anfänger",
)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with sqlite3.connect(":memory:") as opened:
        yield opened
    opened.close()


@pytest.fixture
def index(connection: sqlite3.Connection) -> Index:
    made = Index(connection)
    made.prepare()
    made.learn(everyday())
    made.put(Document("help", title, title) for title in TITLES)
    return made


@pytest.fixture
def found(index: Index) -> Callable[..., list[str]]:
    """The titles found for a query, best first (a title is its own id here)."""

    def find(query: str, **wish: str) -> list[str]:
        return [hit.id for hit in index.find(query, **wish)]  # type: ignore[arg-type]

    return find


def fresh(documents: Iterable[Document]) -> Index:
    """An index of its own, filled at once."""
    connection = sqlite3.connect(":memory:")
    _prepared().backup(connection)
    made = Index(connection)
    made.put(documents)
    return made


@cache
def _prepared() -> sqlite3.Connection:
    # To learn the everyday words once is enough for hundreds of small indexes.
    connection = sqlite3.connect(":memory:")
    made = Index(connection)
    made.prepare()
    made.learn(everyday())
    connection.commit()
    return connection
