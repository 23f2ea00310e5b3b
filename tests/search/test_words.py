"""What a person types finds what they mean, stage by stage."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from search.index import Index

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    "query", ["strassen", "Strasse", "Straße", "STRASSEN", "straße", "Strassen", "Stra\u00dfenfest"]
)
def test_strassen_strasse_and_straße_find_the_same(found: Found, query: str) -> None:
    assert found(query)[0] == "Straßenfest Zellerau"


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("hilfe", "Wohnungslosenhilfe Würzburg"),
        ("Projekt Haut", "Hautprojekt"),
        ("haut projekt", "Hautprojekt"),
        ("Haut-Projekt", "Hautprojekt"),
        ("Projekte Haut", "Hautprojekt"),
        ("Schuldnerbratung", "Schuldnerberatung der Caritas"),
        ("Shculdnerberatugn", "Schuldnerberatung der Caritas"),
        ("chuldnerberatung", "Schuldnerberatung der Caritas"),
        ("cShuldnerberatung", "Schuldnerberatung der Caritas"),
        ("Beratung Schuldenr", "Schuldnerberatung der Caritas"),
        ("Schuldner Bertung", "Schuldnerberatung der Caritas"),
        ("Schuldnerberatungen", "Schuldnerberatung der Caritas"),
        ("Schuldnerbera", "Schuldnerberatung der Caritas"),
        ("Schuldner-be", "Schuldnerberatung der Caritas"),
        ("Beratung Zellerau", "Jugendberatung Zellerau"),
        ("Zellerau Beratungen", "Jugendberatung Zellerau"),
        ("Berattung Zelerau", "Jugendberatung Zellerau"),
        ("Fuehrerschein", "Führerscheinstelle"),
        ("fuhrerschein", "Führerscheinstelle"),
        ("Fürerscheinstele", "Führerscheinstelle"),
        ("Arbeitamt", "Arbeitsamt"),
        ("Amt Arbeit", "Arbeitsamt"),
        ("Hautärzte", "Hautarzt Dr. Weiß"),
        ("Museen", "Museum im Kulturspeicher"),
        ("Bundestag", "Bundes·tag besuchen"),
        ("Repaircafe", "Repair-Café Sanderau"),
        ("repair cafe", "Repair-Café Sanderau"),
        ("Straßen Fest", "Straßenfest Zellerau"),
        ("wo ist bitte das Straßenfest", "Straßenfest Zellerau"),
        ("Kulturspeichermuseum", "Museum im Kulturspeicher"),
    ],
)
def test_a_query_finds_its_title_first(found: Found, query: str, title: str) -> None:
    assert found(query)[:1] == [title]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("Geld reicht nicht", "Schuldnerberatung der Caritas"),
        ("mein Geld reicht einfach nicht mehr", "Schuldnerberatung der Caritas"),
        ("Bude weg", "Wohnungslosenhilfe Würzburg"),
        ("ich kann nicht mehr", "Krisendienste Bayern"),
        ("saufen", "Suchtberatung"),
        ("Kita", "Kindertagesstätte Heuchelhof"),
        ("Müll", "Abfallkalender"),
        ("welche Tonne", "Abfallkalender"),
        ("Muellabfur", "Abfallkalender"),
        ("Spendenquittung", "Zuwendungsbestätigung ausstellen"),
        ("Hunger", "Würzburger Tafel"),
        ("Sprachkurs", "Deutschkurs für Anfänger"),
        ("homeless", "Wohnungslosenhilfe Würzburg"),
    ],
)
def test_everyday_words_find_what_the_office_calls_otherwise(found: Found, query: str, title: str) -> None:
    assert title in found(query)[:3]


def test_an_everyday_word_is_not_taken_for_a_typing_error(found: Found, index: Index) -> None:
    index_titles = found("saufen")
    assert "Suchtberatung" in index_titles
    assert index.suggest("saufen") is None


def test_a_typing_error_is_put_right_in_the_words_of_the_titles(index: Index) -> None:
    assert index.suggest("Schuldnerbratung Zelerau") == "Schuldnerberatung Zellerau"
    assert index.suggest("Strasenfest") == "Straßenfest"
    assert index.suggest("Schuldnerberatung") is None
    assert index.suggest("") is None


def test_what_nobody_wrote_finds_nothing(found: Found) -> None:
    assert found("xyzzyplonk quuxblorb") == []
