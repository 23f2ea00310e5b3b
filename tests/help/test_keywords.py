"""The index of keywords from A to Z."""

from __future__ import annotations

import pytest

from contract.help import HelpOffer
from contract.text import LANGUAGES, LanguageTag, Text
from hub import seed
from services.clock import Clock
from services.help.finder import Finder
from services.help.keywords import Keyword, keywords
from services.local import PublicStore
from tests.filled import filled
from views.examples.offers import BARE, DEBTS
from views.stages import ident

OFFERS = [record for record in seed.load().records if isinstance(record, HelpOffer)]


def offer(number: int, name: str, *terms: str) -> HelpOffer:
    changes = {"id": ident(900 + number), "name": Text(de=name, simple=f"{name}, leicht"), "terms": terms}
    return BARE.model_copy(update={**changes, "topics": ("geld",), "alternate_name": None})


def test_the_order_is_that_of_a_german_dictionary() -> None:
    terms = (
        "Zahn",
        "Übersetzung",
        "Unfall",
        "Ärger",
        "Arzt",
        "Straße",
        "Strasse am Main",
        "öffnen",
        "Ofen",
        "112",
        "їжа",
    )
    words = [keyword.word for keyword in keywords([offer(1, "Amt", *terms)], "de", {})]
    assert words == [
        "112", "Amt", "Ärger", "Arzt", "Ofen", "öffnen", "Straße", "Strasse am Main", "Übersetzung", "Unfall", "Zahn",
        "їжа",
    ]  # fmt: skip


def test_every_keyword_stands_under_its_letter_and_the_letters_follow_each_other() -> None:
    found = keywords([offer(1, "Ämter", "„Zuhause“", "3 Monate", "école", "ärztlich", "طعام")], "de", {"geld": "Geld"})
    assert [(one.letter, one.word) for one in found] == [
        ("0–9", "3 Monate"), ("A", "Ämter"), ("A", "ärztlich"), ("E", "école"), ("G", "Geld"), ("Z", "„Zuhause“"),
        ("…", "طعام"),
    ]  # fmt: skip


def test_one_word_stands_there_once_with_the_number_of_its_offers() -> None:
    found = keywords([offer(1, "Amt", "App", "Kita"), offer(2, "Rat", "app", "Kita")], "de", {"geld": "Geld"})
    assert Keyword("A", "App", 2) in found
    assert Keyword("K", "Kita", 2) in found
    assert Keyword("G", "Geld", 2) in found
    assert [one.word.casefold() for one in found].count("app") == 1


def test_words_with_and_without_marks_are_two_words_and_a_dot_is_none() -> None:
    found = keywords([offer(1, "Amt", "schon", "schön", "Kranken·kasse"), offer(2, "Rat", "Krankenkasse")], "de", {})
    assert [one.word for one in found if one.letter == "S"] == ["schon", "schön"]
    assert [one.offers for one in found if one.letter == "K"] == [2]


def test_names_stand_in_the_language_that_is_shown() -> None:
    assert "Amt, leicht" in [one.word for one in keywords([offer(1, "Amt")], "de-simple", {})]
    assert "Amt" in [one.word for one in keywords([offer(1, "Amt")], "de", {})]


@pytest.mark.anyio
@pytest.mark.parametrize("tag", LANGUAGES)
async def test_the_finder_gives_the_index_of_all_its_offers(
    public: PublicStore, clock: Clock, tag: LanguageTag
) -> None:
    finder = Finder(await filled(public, OFFERS), clock)
    found = await finder.keywords(tag, {"geld": "Geld und Schulden"})
    assert len(found) > 300
    assert next(one for one in found if one.word == "Geld und Schulden").offers == (await finder.topics())["geld"]
    order = list(dict.fromkeys(one.letter for one in found))
    assert order == sorted(order, key=lambda letter: (letter == "…", letter))
    assert {offer.name.pick(tag) for offer in OFFERS} <= {one.word for one in found}


@pytest.mark.anyio
async def test_a_chosen_keyword_finds_an_offer_that_has_it_among_the_first_ten(
    public: PublicStore, clock: Clock
) -> None:
    finder = Finder(await filled(public, OFFERS), clock)
    lost = []
    for keyword in await finder.keywords("de", {}):
        first = (await finder.find(keyword.word, limit=10)).offers
        if keyword.word not in {one.word for one in keywords(first, "de", {})}:
            lost.append(keyword.word)
    assert lost == []


@pytest.mark.anyio
async def test_without_offers_there_are_no_keywords(public: PublicStore, clock: Clock) -> None:
    assert await Finder(public, clock).keywords("de", {}) == ()
    assert DEBTS.name.de in [one.word for one in await Finder(await filled(public, [DEBTS]), clock).keywords("de", {})]
