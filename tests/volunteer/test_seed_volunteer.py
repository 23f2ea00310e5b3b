"""The Heldenhelfer's seed: eight dated guides in citizens' words, none of them legal advice."""

from __future__ import annotations

from datetime import date

from contract.volunteer import Guide
from tests.seeds import hard_texts, records, unsourced


def guides() -> list[Guide]:
    return [record for record in records("guides") if isinstance(record, Guide)]


def guide(name: str) -> Guide:
    return next(guide for guide in guides() if guide.name.de == name)


def facts(name: str) -> str:
    return " ".join(fact.de for fact in guide(name).facts)


def test_eight_guides_are_there_and_all_have_a_source() -> None:
    assert len(guides()) == 8
    assert not any(guide.provenance.sample for guide in guides())


def test_citizens_words_come_first_and_the_office_word_stands_beside() -> None:
    assert guide("Fest anmelden").office_name == "Anzeige einer öffentlichen Vergnügung (Art. 19 LStVG)"
    assert [g.name.de for g in guides() if "§" in g.name.de or not g.office_name] == []


def test_every_guide_says_that_it_is_no_legal_advice() -> None:
    assert [g.name.de for g in guides() if "keine Rechtsberatung" not in g.facts[-1].de] == []
    assert [g.name.de for g in guides() if "keine Rechts·beratung" not in g.facts[-1].simple] == []


def test_every_guide_says_whom_to_ask() -> None:
    assert [g.name.de for g in guides() if g.contact is None] == []


def test_facts_hold_on_a_day_that_is_past() -> None:
    assert [g.name.de for g in guides() if not g.as_of == g.provenance.stand <= date(2026, 11, 23)] == []


def test_deadlines_count_back_from_the_day_of_the_event() -> None:
    def days(name: str) -> list[int]:
        return [step.days_before for step in guide(name).steps if step.days_before]

    assert days("Fest anmelden") == [14]
    assert days("Bier und Wein ausschenken") == [14]
    assert days("Zelt, Bühne oder großen Saal nutzen") == [28]
    assert days("Plakate aufhängen, Straße nutzen") == []


def test_the_tax_figures_are_those_of_2026() -> None:
    assert "3.300 Euro" in facts("Helfern Geld zahlen")
    assert "960 Euro" in facts("Helfern Geld zahlen")
    assert guide("Helfern Geld zahlen").as_of == date(2026, 1, 1)


def test_the_free_state_pays_for_four_festivals() -> None:
    assert "vier Veranstaltungen" in facts("Musik spielen auf dem Fest")
    assert "500 Quadratmeter" in facts("Musik spielen auf dem Fest")


def test_a_rule_of_another_place_is_called_so() -> None:
    assert "anderen bayerischen Gemeinde" in facts("Zelt, Bühne oder großen Saal nutzen")


def test_guides_are_put_into_simple_language() -> None:
    assert hard_texts("guides") == []


def test_guides_say_where_they_come_from() -> None:
    assert unsourced("guides") == []
