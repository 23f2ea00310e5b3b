"""The catalogue and the seed keep the rules of simple language, and each rule finds what it is for."""

from __future__ import annotations

import json
from collections.abc import Iterator

import polib
import pytest

from services.plain import flaws, lix
from tests.house.catalogue import CATALOGUE, faults
from tests.seeds import SEED, place_names, simple_forms

NAMES = place_names()
#: A rule, what it finds, and the same in simple language.
PAIRS = [
    ("LS001 an empty", "Guten Tag.\n", "Guten Tag."),
    (
        "LS001 more",
        "Kommen Sie am Montag mit der ganzen Familie und allen Nachbarn in den Saal.",
        "Kommen Sie am Montag in den Saal.",
    ),
    ("LS002", "Sie sehen, was dort los ist.", "Sie sehen Neues aus Ihrem Ort."),
    ("LS002", "Es kostet nichts, aber es dauert lange.", "Es kostet nichts.\nEs dauert lange."),
    ("LS002", "Es gibt weder Brot noch Milch.", "Es gibt kein Brot.\nEs gibt keine Milch."),
    ("LS002", "Wer Musik spielt, zahlt Geld.", "Musik kostet Geld."),
    ("LS003", "Kommen Sie. Es gibt Kaffee.", "Kommen Sie.\nEs gibt Kaffee."),
    ("LS010", "Mehrgenerationenhaus", "Mehr·generationen·haus"),
    ("LS020", "Fragen Sie das BRK.", "Fragen Sie das Rote Kreuz."),
    ("LS020", "Essen, z. B. Suppe", "Essen, zum Beispiel Suppe"),
    ("LS021", "Der Weg des Projekts", "So läuft das Projekt"),
    ("LS021", "Öffnen Sie die Seite der Stadt.", "Öffnen Sie die Seite von der Stadt."),
    ("LS021", "Wegen dem Regen fällt es aus.", "Es regnet.\nDarum fällt es aus."),
    ("LS022", "Sie könnten anrufen.", "Sie können anrufen."),
    ("LS023", "Die Inhalte werden geladen.", "Die App lädt gerade."),
    ("LS023", "Das Papier ist gefunden worden.", "Wir haben das Papier gefunden."),
    ("LS025", "Der Bus kam um 9 Uhr.", "Der Bus ist um 9 Uhr gekommen."),
    ("LS030", "Wir haben zwei Tage offen.", "Wir haben 2 Tage offen."),
    ("LS033", "Beginn: 09:30 Uhr", "Beginn: 9:30 Uhr"),
    ("LS034", "Bis zum 01.03.2027", "Bis zum 1. März 2027"),
    ("LS040", "Rat (kostenlos)", "Rat ohne Kosten"),
    ("LS040", "Einen Augenblick …", "Bitte warten Sie kurz."),
    ("LS041", "Siehe unten", "Das steht unten"),
    ("LS042", "Zuständig ist die Stadt.", "Fragen Sie bei der Stadt."),
    ("LS050", "Die Helfer:innen kommen.", "Die Helfer kommen."),
    ("LS050", "Die HelferInnen kommen.", "Die Helfer kommen."),
]
#: Right words that look like wrong ones.
INNOCENT = [
    "In der Wärme·stube ist es warm.",
    "Sagen Sie es vorher der Stadt.",
    "Es gibt ihn in 9 Sprachen.",
    "Am 1. Mai ist frei.",
    "Rufen Sie an: 0800 655 3000.",
    "{n} Termine bis {date}",
]


def said() -> Iterator[tuple[str, str]]:
    """(German, simple form) of the whole catalogue."""
    for entry in polib.pofile(str(CATALOGUE)):
        for form in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            yield entry.msgid, form


#: The wording of validated questionnaires is not ours to change (decision 18): these parts of an instrument alone.
VERBATIM = ("lead", "items", "choices")


def seeded() -> Iterator[tuple[str, str]]:
    """(file, simple form) of the whole seed that is ours to word."""
    for file in sorted(SEED.glob("*.json")):
        content = json.loads(file.read_text("utf-8"))
        if file.name == "instruments.json":
            content = [{name: part for name, part in each.items() if name not in VERBATIM} for each in content]
        for form in simple_forms(content):
            yield file.name, form


@pytest.mark.parametrize(("rule", "hard", "easy"), PAIRS)
def test_each_rule_finds_what_is_hard_and_lets_pass_what_is_simple(rule: str, hard: str, easy: str) -> None:
    assert [flaw for flaw in flaws(hard) if flaw.startswith(rule)]
    assert flaws(easy) == []


@pytest.mark.parametrize("line", INNOCENT)
def test_words_that_only_look_hard_pass(line: str) -> None:
    assert flaws(line) == []


def test_a_name_may_be_as_long_as_it_is() -> None:
    assert flaws("Unterpleichfeld") != [] == flaws("Unterpleichfeld", {"Unterpleichfeld"})


def test_every_message_has_a_simple_form_and_the_catalogue_is_compiled() -> None:
    assert faults() == []


def test_what_the_app_says_in_simple_language_is_simple() -> None:
    assert [(msgid, flaw) for msgid, form in said() for flaw in flaws(form, NAMES)] == []


def test_what_the_seed_says_in_simple_language_is_simple() -> None:
    forms = list(seeded())
    assert len(forms) > 500
    assert [(file, flaw) for file, form in forms for flaw in flaws(form, NAMES)] == []


def test_simple_language_reads_like_a_book_for_children() -> None:
    german = {msgid for msgid, _ in said()}
    assert lix(form for _, form in said()) < min(25, lix(german))
    assert lix(form for file, form in seeded() if file != "places.json") < 30
    assert lix(["Die Verwaltungsgemeinschaft informiert Interessierte über Beteiligungsverfahren."]) > 45
