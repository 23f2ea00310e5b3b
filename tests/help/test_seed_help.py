"""The help-finder's seed: offers with sources or marked as samples, in two languages, and what is bundled of it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from contract.help import TOPICS, HelpOffer
from contract.kinds import KINDS
from hub.seed import FOLDER, load
from hub.seed.bundle import BUNDLE, FIRST, chosen, write
from tests.seeds import flaws, place_names, slugs, texts

TODAY = date(2026, 11, 23)
#: Proper names and words of body that no split mark makes easier.
NAMES = place_names() | {"Christophorus"}
#: What people type, and the offer that must carry these words.
WORDS = {
    "Geld reicht nicht": "Schuldnerberatung der Christophorus-Gesellschaft",
    "obdachlos": "Wohnungslosenhilfe der Christophorus-Gesellschaft",
    "Hunger": "Tafel Würzburg",
    "Alkohol": "Suchtberatung der Caritas",
    "Pflegegrad": "Pflegestützpunkt Würzburg",
    "Demenz": "HALMA: Hilfe bei Demenz",
    "einsam": "Eine Stunde Zeit: Nachbarschaftshilfe",
    "Trauer": "Hospizverein Würzburg: Begleitung und Trauer",
    "Prüfungsangst": "Gesund studieren in Würzburg: Wegweiser",
    "alleinerziehend": "Sonntagstreff für Alleinerziehende",
    "häusliche Gewalt": "AWO Frauenhaus Würzburg",
    "Brief vom Amt": "Migrationsberatung der Caritas",
    "Deutsch lernen": "Deutschkurs für den Anfang",
    "Behinderung": "WüSL – Selbstbestimmt Leben Würzburg",
    "arbeitslos": "Agentur für Arbeit",
    "Anwalt": "Beratungshilfe: Rat vom Anwalt für wenig Geld",
    "Mieterhöhung": "Mieterverein Würzburg und Umgebung",
    "Kindergarten": "Kita-Lotsen: Hilfe bei der Platzsuche",
    "Suizidgedanken": "Krisendienste Bayern",
}


def offers() -> list[HelpOffer]:
    return [record for record in load().records if isinstance(record, HelpOffer)]


def names(found: list[HelpOffer]) -> list[str]:
    return [offer.name.de for offer in found]


def test_every_offer_holds_and_no_two_share_an_id() -> None:
    elements = [each for file in FOLDER.glob("help*.json") for each in json.loads(file.read_bytes())]
    assert load().broken == ()
    assert len(elements) == len(offers()) == len({element["id"] for element in elements})


def test_at_least_44_offers_are_there_and_most_of_them_have_a_source() -> None:
    sourced = [offer for offer in offers() if not offer.provenance.sample]
    assert len(offers()) >= 44
    assert len(sourced) >= 40


def test_every_topic_is_used_and_no_other() -> None:
    assert {topic for offer in offers() for topic in offer.topics} == set(TOPICS)


def test_offers_lie_in_known_places() -> None:
    assert {offer.where for offer in offers()} <= slugs()


def test_a_sample_claims_no_source_and_offers_nothing_to_dial_or_open() -> None:
    samples = [offer for offer in offers() if offer.provenance.sample]
    reachable = [o for o in samples if o.phones or o.email or o.url or o.chat_url or o.organization.website]
    addressed = [o for o in samples if any(spot.address for spot in o.locations)]
    assert {offer.provenance.source for offer in samples} == {"Muster der WueApp-Redaktion"}
    assert names(reachable) + names(addressed) == []
    assert all("Muster" in offer.organization.name for offer in samples)


def test_what_is_no_sample_says_who_backs_it_and_where_to_read_it() -> None:
    backed = [offer.provenance for offer in offers() if not offer.provenance.sample]
    assert [origin.source for origin in backed if not (origin.url or "").startswith(("https://", "http://"))] == []
    assert [origin.source for origin in backed if len(origin.source) < 10] == []


def test_review_comes_after_the_source_and_after_today_sooner_for_crisis() -> None:
    for offer in offers():
        origin = offer.provenance
        assert origin.stand <= TODAY < origin.review_by, offer.name.de
        assert origin.review_by <= (date(2027, 2, 23) if offer.crisis else date(2027, 5, 23)), offer.name.de


def test_nobody_claims_to_have_checked_what_nobody_checked() -> None:
    assert names([offer for offer in offers() if offer.assured_date]) == []


def test_crisis_offers_can_be_called_and_say_what_happens_then() -> None:
    crisis = [offer for offer in offers() if offer.crisis]
    assert len(crisis) >= 10
    assert names([o for o in crisis if not (o.phones and o.what_happens and o.schedules and o.cost)]) == []


def test_the_crisis_numbers_are_the_known_ones() -> None:
    numbers = {phone.number.replace(" ", "") for offer in offers() if offer.crisis for phone in offer.phones}
    assert numbers == {
        "112", "110", "116117", "08006553000", "08001110111", "08001110222", "116123", "116111", "08001110550",
        "116016", "08001239900", "08919240",
    }  # fmt: skip


def test_only_lines_known_to_be_so_are_open_round_the_clock() -> None:
    always = [o for o in offers() if any((s.opens_at, s.closes_at) == ("00:00", "24:00") for s in o.schedules)]
    assert set(names(always)) == {
        "Notruf 112: Feuerwehr und Rettungsdienst", "Notruf 110: Polizei", "Ärztlicher Bereitschaftsdienst 116 117",
        "Krisendienste Bayern", "TelefonSeelsorge", "Hilfetelefon Gewalt gegen Frauen", "Giftnotruf München",
        "Bahnhofsmission Würzburg", "Hilfetelefon Schwangere in Not",
    }  # fmt: skip


def test_hours_end_after_they_begin_and_are_told_in_words() -> None:
    for offer in offers():
        assert [span for span in offer.schedules if span.closes_at <= span.opens_at] == [], offer.name.de
        assert offer.schedule_note or not offer.schedules, offer.name.de


def test_every_offer_is_described_in_two_sentences_or_more_and_puts_no_one_on_hold() -> None:
    sentences = re.compile(r"[.?!](?=\s|$)")
    pairs = [(offer, offer.description) for offer in offers()]
    short = [o for o, said in pairs if len(sentences.findall(said.de)) < 2 or said.simple.count("\n") < 2]
    silent = [o for o in offers() if not (o.phones or o.url or o.application_process or o.schedule_note)]
    assert names(short) + names(silent) == []


def test_simple_texts_are_simple_and_not_the_standard_text_again() -> None:
    every = [text for offer in offers() for text in texts(offer)]
    assert [text.de for text in every if text.de == text.simple] == []
    assert [text.de for text in every if text.simple.replace("·", "") == text.de and "\n" in text.simple] == []
    assert [flaw for text in every for flaw in flaws(text, NAMES)] == []


@pytest.mark.parametrize(("typed", "name"), WORDS.items())
def test_everyday_words_lead_to_the_offer(typed: str, name: str) -> None:
    offer = next(offer for offer in offers() if offer.name.de == name)
    said = " ".join([*offer.keywords(), offer.name.de, offer.description.de]).casefold()
    assert typed.casefold() in said


def test_the_bundle_holds_all_crisis_offers_all_places_and_the_first_help() -> None:
    picked = chosen(load().records)
    first = [offer for offer in picked["help"] if isinstance(offer, HelpOffer) and not offer.crisis]
    assert {record.id for record in picked["help"]} >= {offer.id for offer in offers() if offer.crisis}
    assert set(names(first)) == set(FIRST)
    assert not any(offer.provenance.sample for offer in first)
    assert len(picked["places"]) == 65


def test_a_bundle_without_one_of_its_offers_is_refused() -> None:
    gone = tuple(record for record in load().records if getattr(record, "name", None) is None)
    with pytest.raises(LookupError, match="Tafel Würzburg"):
        chosen(gone)


def test_the_bundle_that_ships_is_the_seed_of_today(tmp_path: Path) -> None:
    write(tmp_path)
    for file in sorted(tmp_path.iterdir()):
        assert (BUNDLE / file.name).read_bytes() == file.read_bytes(), "run: python -m hub.seed.bundle"


def test_the_bundle_reads_back_as_the_same_records() -> None:
    for kind, records in chosen(load().records).items():
        lines = (BUNDLE / f"{kind}.jsonl").read_bytes().splitlines()
        assert [KINDS[kind].model_validate_json(line) for line in lines] == records
