"""The index follows single changes and never needs to be built anew."""

from __future__ import annotations

import sqlite3

from hypothesis import given, settings
from hypothesis import strategies as st

from search.document import Document
from search.index import Index
from tests.search.conftest import fresh

WORDS = st.sampled_from(
    ["Schuldnerberatung", "Hilfe", "Straßenfest", "Haut-Projekt", "Tafel", "Kinder", "Café", "im", "Haus", "Jugendhaus"]
)
DOCUMENTS = st.builds(
    Document,
    kind=st.sampled_from(["help", "news"]),
    id=st.sampled_from("abcdef"),
    title=st.lists(WORDS, min_size=1, max_size=3).map(" ".join),
    keywords=st.lists(WORDS, max_size=2).map(" ".join),
    body=st.lists(WORDS, max_size=3).map(" ".join),
    place=st.sampled_from(["", "Zellerau"]),
    stamp=st.integers(0, 3),
)
QUERIES = ("hilfe", "projekt haut", "schuldnerbratung", "tafel", "haus kinder", "cafe", "strasse", "jugend")


def words(index: Index) -> list[tuple[str, int]]:
    run = index._connection.execute
    return run("SELECT text, docs FROM search_word ORDER BY text").fetchall()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(DOCUMENTS, max_size=12), st.lists(st.tuples(st.sampled_from(["help", "news"]), st.sampled_from("abcdefg")))
)
def test_changed_row_by_row_it_equals_one_filled_at_once(puts: list[Document], drops: list[tuple[str, str]]) -> None:
    followed, left = fresh([]), {}
    for document in puts:
        followed.put([document])
        left[document.kind, document.id] = document
    for kind, identity in drops:
        followed.drop(kind, [identity])
        left.pop((kind, identity), None)
    anew = fresh(left.values())
    assert words(followed) == words(anew)
    for query in QUERIES:
        assert followed.find(query) == anew.find(query)


def test_a_dropped_document_leaves_nothing_behind() -> None:
    index = fresh([Document("help", "1", "Hautprojekt", keywords="Arzt", body="Termine", place="Kist")])
    index.drop("help", ["1", "never there"])
    index.drop("unknown kind", ["1"])
    run = index._connection.execute
    for table in ("search_doc", "search_body", "search_word", "search_part"):
        assert run(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    run("CREATE VIRTUAL TABLE left_over USING fts5vocab(search, 'row')")
    assert run("SELECT count(*) FROM left_over").fetchone() == (0,)


def test_a_replaced_document_is_found_by_its_new_words_only() -> None:
    index = fresh([Document("help", "1", "Sternwarte")])
    index.put([Document("help", "1", "Möbellager"), Document("help", "1", "Sozialkaufhaus")])
    assert [hit.id for hit in index.find("sozialkaufhaus")] == ["1"]
    assert index.find("sternwarte") == [] == index.find("möbellager")


def test_it_never_commits() -> None:
    connection = sqlite3.connect(":memory:")
    index = Index(connection)
    index.prepare()
    connection.commit()
    index.put([Document("help", "1", "Tafel")])
    assert connection.in_transaction
    connection.rollback()
    assert index.find("tafel") == []


def test_a_second_prepare_changes_nothing_and_another_connection_sees_the_same(tmp_path: object) -> None:
    path = f"{tmp_path}/search.db"
    with sqlite3.connect(path) as first:
        index = Index(first)
        index.prepare()
        index.put([Document("help", "1", "Tafel")])
    before = first.total_changes
    index.prepare()
    assert first.total_changes == before
    second = sqlite3.connect(path)
    assert [hit.id for hit in Index(second).find("Tafel")] == ["1"]
    first.close()
    second.close()


def test_an_index_of_another_version_is_made_anew() -> None:
    index = fresh([Document("help", "1", "Tafel")])
    index._connection.execute("UPDATE search_note SET value = '0' WHERE name = 'version'")
    index.prepare()
    assert index.find("tafel") == []
    index.put([Document("help", "1", "Tafel")])
    assert len(index.find("tafel")) == 1
