"""The best comes first: closeness, then place, then the shorter title, then the newest."""

from __future__ import annotations

import pytest

from search.document import Document, Hit
from tests.search.conftest import fresh


def ids(hits: list[Hit]) -> list[str]:
    return [hit.id for hit in hits]


def test_the_exact_title_goes_before_a_title_word_a_beginning_an_end_and_the_body() -> None:
    index = fresh(
        [
            Document("help", "body", "Anlaufstelle", body="Auch Beratung"),
            Document("help", "end", "Schuldnerberatung"),
            Document("help", "begin", "Beratungsstelle"),
            Document("help", "word", "Offene Beratung im Haus"),
            Document("help", "exact", "Beratung"),
        ]
    )
    assert ids(index.find("beratung")) == ["exact", "word", "begin", "end", "body"]
    assert [hit.stage for hit in index.find("beratung")] == ["exact", "exact", "prefix", "inner", "body"]


def test_a_finished_word_means_the_end_of_a_compound() -> None:
    index = fresh([Document("help", "a", "Rathausturm Zellerau"), Document("help", "b", "Elternrat Zellerau")])
    assert ids(index.find("Rat Zellerau")) == ["b", "a"]


def test_words_typed_apart_keep_their_order_in_the_compound() -> None:
    index = fresh([Document("news", "a", "Hallenmarkt"), Document("news", "b", "Markthalle")])
    assert ids(index.find("Markt Halle"))[0] == "b"
    assert ids(index.find("Hallen Markt"))[0] == "a"


def test_all_words_go_before_most_words() -> None:
    index = fresh(
        [
            Document("help", "one", "Sprachkurs"),
            Document("help", "two", "Sprachkurs abends"),
            Document("help", "all", "Sprachkurs abends kostenlos"),
        ]
    )
    assert ids(index.find("Sprachkurs kostenlos abends")) == ["all", "two", "one"]


def test_the_nearer_word_goes_first() -> None:
    index = fresh([Document("help", "far", "Rentenberatung"), Document("help", "near", "Rechtsberatung")])
    assert ids(index.find("Rechsberatung"))[0] == "near"


def test_the_asked_place_goes_first_and_then_the_newest() -> None:
    index = fresh(
        [
            Document("help", "old", "Tafel", stamp=1),
            Document("help", "new", "Tafel", stamp=2),
            Document("help", "here", "Tafel", place="Zellerau"),
        ]
    )
    assert ids(index.find("tafel")) == ["new", "old", "here"]
    assert ids(index.find("tafel", place="zellerau")) == ["here", "new", "old"]


def test_a_place_is_found_among_more_documents_than_are_looked_at() -> None:
    index = fresh(
        [Document("help", "here", "Tafel", place="Kist"), *(Document("help", str(n), "Tafel") for n in range(500))]
    )
    assert ids(index.find("tafel", place="Kist", limit=3))[0] == "here"


def test_each_kind_has_its_share_of_the_page_and_can_be_asked_alone() -> None:
    index = fresh([*(Document("news", str(n), "Tafel") for n in range(200)), Document("help", "1", "Tafel")])
    assert [hit.kind for hit in index.find("tafel", limit=100)].count("help") == 1
    assert len(index.find("tafel", limit=100)) == 100
    assert index.find("tafel", kind="help") == [Hit("help", "1", "exact")]
    assert index.find("tafel", kind="unknown") == []


def test_a_keyword_finds_as_the_title_does_but_behind_it() -> None:
    index = fresh([Document("help", "k", "Ausgabe", keywords="Tafel"), Document("help", "t", "Tafel Süd")])
    assert ids(index.find("tafel")) == ["t", "k"]


@pytest.mark.parametrize("query", ["Tafel", "Essensausgabe"])
def test_each_wording_of_a_title_is_the_title(query: str) -> None:
    index = fresh(
        [Document("help", "other", f"{query} und mehr"), Document("help", "both", "Tafel\nEssens·ausgabe", stamp=0)]
    )
    assert ids(index.find(query))[0] == "both"


def test_no_more_hits_than_asked_and_each_once() -> None:
    index = fresh(Document("help", str(n), "Tafel für alle Tafeln") for n in range(60))
    assert len(index.find("tafel", limit=7)) == 7
    assert index.find("tafel", limit=0) == []
    assert len(set(index.find("tafel", limit=50))) == 50
