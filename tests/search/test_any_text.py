"""User text is never query language: whatever is typed, search answers, and soon."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.document import Document
from search.index import Index
from tests.search.conftest import TITLES, fresh

INDEX = fresh(Document("help", title, title, body=f"{title} und \0 mehr") for title in TITLES)
SIGNS = "\"'*-^:(){}+~&|\\;%_\0·¶§#"
SYNTAX = st.sampled_from([*SIGNS, " AND ", " OR ", " NOT ", " NEAR(a b, 2) ", "title:", "--", "/*"])
QUERIES = ["\u202eTafel\u202c", "\u200f", "·", "¶", "§Kist", "¶Tafel", "\ud800", "💶", "ſt", "😀" * 50, "Ta\0fel"]
QUERIES += ['"', '""', "*", "a*", "AND", "NOT", "a AND", "NEAR(a b)", "-Tafel", "^Tafel", "title:Tafel", "(", "{}"]
QUERIES += ["'; DROP TABLE search; --", "search MATCH 'x'", "%", "_", "NULL", "\\"]


@pytest.mark.parametrize("query", QUERIES)
def test_query_language_is_only_text(query: str) -> None:
    assert isinstance(INDEX.find(query), list)
    INDEX.suggest(query)


def test_direction_marks_and_case_make_no_difference() -> None:
    assert INDEX.find("\u202eTafel\u202c") == INDEX.find("TAFEL") == INDEX.find("tafel") != []


@settings(max_examples=200, deadline=None)
@given(st.text() | st.lists(st.one_of(SYNTAX, st.sampled_from(TITLES), st.text(max_size=3))).map("".join))
def test_any_text_gets_an_answer(query: str) -> None:
    INDEX.find(query)
    INDEX.suggest(query)
    INDEX.find("tafel", place=query, kind=query)


@settings(max_examples=100, deadline=None)
@given(st.text(), st.text(), st.text(), st.text())
def test_any_document_can_be_put_found_and_dropped(title: str, keywords: str, body: str, place: str) -> None:
    index = fresh([])
    index.put([Document("help", "1", title, keywords, body, place)])
    index.find(title)
    index.drop("help", ["1"])
    assert index._connection.execute("SELECT count(*) FROM search_word").fetchone() == (0,)


LONG = [
    "a" * 10_000,
    "Beratung " * 2_000,
    "ae" * 5_000,
    "ä" * 10_000,
    "a-" * 5_000,
    "\u0301" * 10_000,
    "x y z " * 2_000,
]


@pytest.mark.parametrize("query", LONG)
def test_ten_thousand_letters_cost_no_more_look_ups_than_a_long_question(query: str) -> None:
    asked: list[str] = []
    INDEX._connection.set_trace_callback(asked.append)
    INDEX.find(query)
    INDEX._connection.set_trace_callback(None)
    assert len(asked) < 300
    assert max(map(len, asked), default=0) < 20_000


def test_only_the_first_letters_of_a_pasted_page_are_read(index: Index) -> None:
    assert index.find("Hautprojekt " + "und so weiter " * 1_000)
