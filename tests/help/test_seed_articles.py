"""The articles of the seed: in two languages, cautious, linked to offers; about suicide as the media guidelines ask."""

from __future__ import annotations

import re

import pytest

from contract.articles import Article
from contract.help import TOPICS, HelpOffer
from hub.seed import load
from hub.seed.bundle import chosen
from services.help.articles import aloud
from services.language import Language
from services.local import Page
from services.plain import flaws, lix
from tests.house.catalogue import CATALOGUE
from tests.seeds import place_names, records, texts
from tests.trees import texts as drawn_words
from views.help.articles.parts import articles_on
from views.kit.loading import Loadable
from views.listing import ListState
from views.stages import list_act

#: What a person looks for, and the article that is found by it.
WORDS = {
    "Panikattacke": "Angst und Panik",
    "niemand da": "Einsamkeit",
    "gestorben": "Trauer",
    "schlaflos": "Besser schlafen",
    "Prüfungsangst": "Prüfungsstress und Studium",
    "Mahnung": "Schulden: was zuerst?",
    "Bude weg": "Wenn die Wohnung in Gefahr ist",
    "Pflegegrad": "Einen Angehörigen pflegen",
    "Alkohol": "Sucht in der Familie",
    "schlägt mich": "Gewalt zu Hause",
    "nicht mehr leben": "Über Suizidgedanken sprechen",
    "neu hier": "Ankommen in Würzburg",
    "Mobbing": "Wenn Ihr Kind Ihnen Sorgen macht",
}
#: Words the guidelines of the World Health Organization and the German press council advise against, and methods.
UNSAID = re.compile(
    r"Selbstmord|Freitod|selbst töten|umbringen|das Leben nehmen|erhäng|Strick|Schlinge|erschieß|Waffe|springen|Brücke"
    r"|Gleis|\bZug\b|Überdosis|Tabletten|Gift|\bKlinge\b|Ausweg|erlös",
    re.IGNORECASE,
)


def articles() -> list[Article]:
    return [record for record in records("articles") if isinstance(record, Article)]


def one(name: str) -> Article:
    return next(article for article in articles() if article.name.de == name)


def test_thirteen_articles_are_there_each_found_by_everyday_words() -> None:
    assert {article.name.de for article in articles()} == set(WORDS.values())
    assert len({article.id for article in articles()}) == 13
    for word, name in WORDS.items():
        assert word in one(name).terms


def test_every_article_leads_to_offers_that_exist() -> None:
    offered = {topic for record in load().records if isinstance(record, HelpOffer) for topic in record.topics}
    for article in articles():
        assert set(article.topics) <= set(TOPICS) & offered, article.name.de
    covered = {topic for article in articles() for topic in article.topics}
    assert covered >= {"psyche", "einsamkeit", "trauer", "gesundheit", "studium", "geld", "wohnen", "alter-pflege",
                       "sucht", "gewalt", "krise", "migration-sprache", "kinder-jugend"}  # fmt: skip


def test_the_finder_shows_first_what_is_mainly_about_the_topic() -> None:
    state = ListState(Loadable(Page(tuple(articles()), 13)), facets=("topic:psyche",))
    act = list_act(articles(), "/artikel")
    shown = drawn_words(articles_on(state, act, Language("de"), 2))
    assert shown[:2] == ["Zum Lesen", "Angst und Panik"]
    assert len(shown) == 4


def test_each_says_that_it_is_our_own_text_that_no_expert_has_read_and_when_it_is_read_again() -> None:
    for article in articles():
        origin = article.provenance
        assert "Eigener Text der WueApp-Redaktion" in origin.source
        assert "von keiner Fachstelle gelesen" in origin.source
        assert (origin.licence, origin.url, origin.sample) == ("CC0-1.0", None, False)
        assert origin.review_by.isoformat() == ("2027-02-23" if article.danger else "2027-05-23")


def test_own_texts_without_a_source_claim_no_number_law_or_study() -> None:
    claims = re.compile(r"§|\bStudien? (?:zeig|beleg)|\d+ ?%|Prozent|\bseit \d{4}|\d €|\bEuro\b|Gesetz", re.IGNORECASE)
    said = [(article.name.de, text.de) for article in articles() for text in texts(article)]
    assert [each for each in said if claims.search(each[1])] == []
    # The numbers one dials stand on the card, where they have a source; only the two everybody knows are named.
    assert {number for _, text in said for number in re.findall(r"\d{3,}", text)} <= {"110", "112"}


def test_running_texts_are_in_simple_language_and_not_the_standard_text_again() -> None:
    for article in articles():
        running = [article.summary, *(part.text for part in article.sections)]
        assert [text.de for text in running if text.de == text.simple] == []
        assert [flaw for text in texts(article) for flaw in flaws(text.simple, place_names())] == []
        assert lix(text.simple for text in texts(article)) < 28, article.name.de


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.name.de)
def test_no_article_names_a_method_or_gives_death_a_reason(article: Article) -> None:
    for text in texts(article):
        assert UNSAID.search(text.de) is None
        assert UNSAID.search(text.simple) is None


def test_no_word_of_the_app_itself_does_either() -> None:
    for word in ("Selbstmord", "Freitod"):
        assert word not in CATALOGUE.read_text("utf-8")


def test_where_danger_is_help_comes_first_and_hope_is_said() -> None:
    assert {article.name.de for article in articles() if article.danger} == {
        "Gewalt zu Hause",
        "Über Suizidgedanken sprechen",
    }
    about = one("Über Suizidgedanken sprechen")
    assert "Hilfe gibt es sofort" in about.summary.de
    assert "gehen vorbei" in about.summary.de
    assert "weg" in about.sections[0].text.simple


def test_articles_are_there_on_the_first_start_with_no_network() -> None:
    assert len(chosen(load().records)["articles"]) == 13


def test_read_aloud_every_line_of_the_seed_is_a_sentence() -> None:
    for article in articles():
        for say in (Language("de"), Language("de-simple")):
            bare = [line for line in aloud(article, say).split("\n") if not line.endswith((".", "?", ":"))]
            # Of a list, short points may stand without a full stop.
            assert [line for line in bare if len(line) > 45] == []
