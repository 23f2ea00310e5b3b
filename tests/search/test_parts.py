"""Words that no title knows are found by what they are made of, and for whom comes after what."""

from __future__ import annotations

import pytest

from search.document import Document
from search.index import Index
from tests.search.conftest import fresh
from tests.seeds import everyday

TITLES = (
    "Giftnotruf München", "Bewerbungshilfe am Computer", "Agentur für Arbeit", "Migrationsberatung",
    "Sozialberatung: Beratung bei Anträgen",
    "Hilfe bei der Suche nach einer Therapie", "Frauenhaus", "Jugend- und Drogenberatung", "Krisendienste Bayern",
    "Schuldnerberatung", "HALMA: Hilfe bei Demenz", "Pflegestützpunkt", "Ein Mensch hört zu", "Kita-Lotsen",
)  # fmt: skip


@pytest.fixture(scope="module")
def offers() -> Index:
    return fresh(Document("help", title, title) for title in TITLES)


def first(index: Index, query: str) -> str:
    return next((hit.id for hit in index.find(query, limit=3)), "")


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("Giftpilz", "Giftnotruf München"),
        ("Giftpilz gegessen", "Giftnotruf München"),
        ("Bewerbungsfoto und Anschreiben", "Bewerbungshilfe am Computer"),
    ],
)
def test_compounds_that_begin_alike_have_to_do_with_each_other(offers: Index, query: str, title: str) -> None:
    offers.learn([])
    assert first(offers, query) == title


def test_an_everyday_word_before_a_known_one_is_no_typing_error(offers: Index, everyday_words: None) -> None:
    assert first(offers, "Jobsuche") == "Agentur für Arbeit"
    assert first(offers, "Asylberatung") == "Migrationsberatung"


def test_a_typing_error_that_happens_to_begin_with_an_everyday_word_is_one(offers: Index, everyday_words: None) -> None:
    index = fresh([Document("help", "1", "Alzheimer"), Document("help", "2", "Senioren")])
    assert [hit.id for hit in index.find("Altzheimer")][:1] == ["1"]


@pytest.mark.parametrize("query", ["mein Mann kifft", "Sohn kifft", "die Mutter meiner Freundin kifft"])
def test_for_whom_comes_after_what(offers: Index, everyday_words: None, query: str) -> None:
    assert first(offers, query) == "Jugend- und Drogenberatung"


def test_for_whom_is_looked_for_where_nothing_else_is_said(offers: Index, everyday_words: None) -> None:
    assert first(offers, "Oma") == "Pflegestützpunkt"


def test_a_phrase_of_small_words_says_all_only_when_nothing_else_is_said(offers: Index, everyday_words: None) -> None:
    assert first(offers, "ich kann nicht mehr") == "Krisendienste Bayern"
    assert first(offers, "kann die Schulden nicht mehr bezahlen") == "Schuldnerberatung"


def test_an_office_word_that_is_there_counts_more_than_one_that_only_sounds_so(
    offers: Index, everyday_words: None
) -> None:
    """hört folds to hort, an office word for Kita: what has the better word must come first."""
    assert first(offers, "Krippenplatz") == "Kita-Lotsen"


def test_a_small_word_is_no_other_form_of_a_mistyped_one() -> None:
    index = fresh([Document("help", "1", "Mit dem Bus"), Document("help", "2", "Hilfe bei Demenz")])
    assert [hit.id for hit in index.find("Demens")] == ["2"]


@pytest.fixture
def everyday_words(offers: Index) -> None:
    offers.learn(everyday())
