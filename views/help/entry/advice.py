"""Owns the advice that turns a flaw of simple language into something one can do; it must not check texts."""

from __future__ import annotations

from collections.abc import Collection

from services import plain
from services.language import Language

#: More at once nobody mends.
MOST = 3


def advice(text: str, names: Collection[str], say: Language) -> list[str]:
    """What would make a text in simple language easier, the first things first; empty: nothing was found."""
    if not text.strip():
        return []
    rules = dict.fromkeys(flaw.partition(": ")[0] for flaw in plain.flaws(text.strip(), names))
    said = dict.fromkeys(_words(rule, say) for rule in rules)
    return list(said)[:MOST]


def _words(rule: str, say: Language) -> str:
    if rule.startswith("LS001 an empty"):
        return say("Lassen Sie keine Zeile leer.")
    known = {
        "LS001": say("Ein Satz ist zu lang. Schreiben Sie höchstens {n} Wörter.", n=plain.MOST_WORDS),
        "LS002": say("Ein Satz sagt zu viel. Machen Sie zwei Sätze daraus."),
        "LS003": say("Schreiben Sie jeden Satz in eine eigene Zeile."),
        "LS010": say("Ein Wort ist sehr lang. Teilen Sie es mit einem Punkt in der Mitte: Muster·straße."),
        "LS020": say("Schreiben Sie kurze Formen aus."),
        "LS021": say("Schreiben Sie „von dem“ statt „des“."),
        "LS022": say("Schreiben Sie, was ist. Nicht, was sein könnte."),
        "LS023": say("Schreiben Sie, wer etwas tut."),
        "LS025": say("Schreiben Sie „hat gesagt“ statt „sagte“."),
        "LS030": say("Schreiben Sie Zahlen mit Ziffern."),
        "LS033": say("Schreiben Sie 9 Uhr statt 09:00."),
        "LS034": say("Schreiben Sie den Monat als Wort."),
        "LS040": say("Lassen Sie besondere Zeichen weg, zum Beispiel Klammern."),
        "LS041": say("Sagen Sie es gleich hier. Verweisen Sie nicht."),
        "LS042": say("Ein Wort klingt nach Amt. Nehmen Sie ein leichteres Wort."),
    }
    return known.get(rule[:5]) or say("Schreiben Sie beide Formen aus: Bürgerin und Bürger.")
