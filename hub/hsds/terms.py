"""Owns the taxonomies of help offers as HSDS tells them, and how foreign words lead to them; it must not know offers.

The idea (what one needs, and for whom) is that of Open Eligibility; the words are our own.
"""

from __future__ import annotations

import re
from typing import Any

from contract.identity import named_id

Json = dict[str, Any]

TOPIC, AUDIENCE = "topic", "audience"
NAMES: dict[str, dict[str, str]] = {
    TOPIC: {
        "krise": "Krise", "psyche": "Psyche", "einsamkeit": "Einsamkeit", "gewalt": "Gewalt", "sucht": "Sucht",
        "geld": "Geld und Schulden", "wohnen": "Wohnen", "essen-kleidung": "Essen und Kleidung",
        "familie": "Familie", "kinder-jugend": "Kinder und Jugendliche", "studium": "Studium",
        "alter-pflege": "Alter und Pflege", "gesundheit": "Gesundheit", "behinderung": "Behinderung",
        "trauer": "Trauer", "migration-sprache": "Ankommen und Sprache", "arbeit": "Arbeit", "recht": "Recht",
    },
    AUDIENCE: {
        "everyone": "Alle", "children": "Kinder", "youth": "Jugendliche", "students": "Studierende",
        "families": "Familien", "women": "Frauen", "men": "Männer", "seniors": "Ältere Menschen",
        "relatives": "Angehörige", "migrants": "Zugewanderte", "disabled": "Menschen mit Behinderung",
        "homeless": "Wohnungslose", "queer": "Queere Menschen",
    },
}  # fmt: skip
TAXONOMIES = {TOPIC: "Lebenslagen", AUDIENCE: "Für wen"}
#: How a list of ours names a term in its facet.
FACETS = {TOPIC: "topic", AUDIENCE: "for"}
#: Beginnings of words (German, English) that lead to a topic where a source has no terms of ours; in this order.
LEADS: dict[str, str] = {
    "sucht": r"sucht\w*|addict|substance|alcohol|alkohol|drogen|drug", "gewalt": r"gewalt|violence|abuse|assault",
    "krise": r"krise|crisis|suicid|suizid", "psyche": r"psych|mental|counsel|depress|therap|seel",
    "trauer": r"trauer|grief|bereave|hospi[cz]", "einsamkeit": r"einsam|lonel", "recht": r"recht|legal|law|attorney",
    "alter-pflege": r"senior|older|elder|pflege|aging|alter(s|n)",
    "kinder-jugend": r"kind(er)?|jugend|youth|child|teen",
    "familie": r"famil|parent|eltern", "behinderung": r"behinder|disab|handicap",
    "migration-sprache": r"migra|immigra|refugee|flucht|sprach|citizenship|english language",
    "essen-kleidung": r"food|meal|pantry|tafel|essen|kleid|cloth|hunger|nutrition",
    "wohnen": r"wohn|miet|hous|shelter|homeless|rent\b|tenant|evict",
    "arbeit": r"arbeit|job|employ|career|work", "geld": r"geld|schuld|debt|financ|tax|benefit|income|bankrupt",
    "gesundheit": r"gesund|health|medic|clinic|hospital|krank", "studium": r"studi|universit|colleg",
}  # fmt: skip
_LEADS = {topic: re.compile(rf"\b(?:{words})", re.IGNORECASE) for topic, words in LEADS.items()}


def taxonomy_id(taxonomy: str) -> str:
    return named_id("taxonomy", taxonomy)


def term_id(taxonomy: str, code: str) -> str:
    return named_id("taxonomy", taxonomy, code)


def taxonomy(name: str) -> Json:
    """HSDS taxonomy."""
    said = f"{TAXONOMIES[name]} in der WueApp"
    return {"id": taxonomy_id(name), "name": TAXONOMIES[name], "description": said, "version": "1"}


def term(name: str, code: str) -> Json:
    """HSDS taxonomy_term. A code we have no word for is its own."""
    said = NAMES[name].get(code, code)
    return {
        "id": term_id(name, code), "code": code, "name": said, "description": f"{TAXONOMIES[name]}: {said}",
        "taxonomy": name, "taxonomy_id": taxonomy_id(name), "language": "de",
    }  # fmt: skip


def every() -> list[Json]:
    return [term(name, code) for name, codes in NAMES.items() for code in codes]


def facet(id_: str) -> str:
    """The facet of our lists that stands for a term; empty for one we do not have."""
    return _FACET_OF.get(id_, "")


def found(term: Json) -> tuple[str, str] | None:
    """Which of our terms somebody means: by its id, by taxonomy and code, or by its German name."""
    if known := _BY_ID.get(str(term.get("id", ""))):
        return known
    name, code = str(term.get("taxonomy", "")), str(term.get("code", ""))
    if code in NAMES.get(name, ()):
        return name, code
    return _BY_NAME.get(str(term.get("name", "")).casefold())


def guessed(words: str) -> tuple[str, ...]:
    """The topics that words lead to, at most three."""
    return tuple(topic for topic, lead in _LEADS.items() if lead.search(words))[:3]


_BY_ID = {term_id(name, code): (name, code) for name, codes in NAMES.items() for code in codes}
_BY_NAME = {said.casefold(): (name, code) for name, codes in NAMES.items() for code, said in codes.items()}
_FACET_OF = {id_: f"{FACETS[name]}:{code}" for id_, (name, code) in _BY_ID.items()}
