"""Owns the rules of simple language a machine can check; it must not know where texts stand.

Source: the rule books of Leichte Sprache and DIN 8581-1, as far as they can be counted. Our own texts are held to them,
and whoever writes an entry is told beside it.

What it finds is hard to read; what it does not find may still be: people have to read the texts, too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

#: LS001: words in a sentence.
MOST_WORDS = 12
#: LS010: letters in a row. Longer words are split with U+00B7, e.g. "Bürger·beteiligung".
LONGEST_PIECE = 13
#: Abbreviations and long words everybody says, and names of their own.
KNOWN = frozenset({"WC", "SMS", "AWO", "HALMA", "GEMA", "WLAN", "Christophorus"})

_PLACEHOLDER = re.compile(r"\{\w*\}")
_WORD = re.compile(r"[^\W\d_]+")
#: A sentence end with more text behind it; "1. Juni" and "2.067" are no sentence ends.
_SECOND = re.compile(r"(?<!\d)[.!?]\s")
_ANY = re.IGNORECASE
_RULES: dict[str, re.Pattern[str]] = {
    "LS002 two statements": re.compile(
        r", (?:dass|weil|wenn|obwohl|damit|ob|bevor|sobald|um|aber|denn|sondern|(?:in |mit |von |für )?"
        r"(?:der|die|das|den|dem|wer|wen|wem|was|wo|wie|wohin|welche[rsn]?)\b)|\b(?:entweder|weder)\b"
        r"|^(?:wer|wenn|weil|obwohl|damit|dass|sobald|bevor|nachdem) [^.!?]*,",
        _ANY,
    ),
    "LS003 two sentences in a line": _SECOND,
    "LS020 abbreviation": re.compile(
        r"\b(?:z\. ?B|d\. ?h|u\. ?a|usw|bzw|ca|ggf|evtl|inkl|zzgl|etc|vgl|Tel|Nr|Str|Std|Min|Mio|Mrd)\."
    ),
    "LS021 genitive": re.compile(
        r"\b(?:(?i:wegen|trotz|während|aufgrund|innerhalb|außerhalb|bezüglich|hinsichtlich|anlässlich|mittels|mithilfe"
        r"|seitens)|des|deren|dessen|eines|keines|meines|seines|[iI]hres|unseres)\b"
        # A noun, known by the word before it, and whose it is: "die Seite der Stadt". "Zum Beispiel der …" is none.
        r"|\b(?:[dD]ie|[dD]er|[dD]as|[dD]en|[dD]em|[eE]ine?|einen|einem|im|am|zum|zur|vom|beim) "
        r"(?!Beispiel\b)[A-ZÄÖÜ][\w·]+ (?:der|einer|Ihrer|unserer|dieser) (?:\w+en )?[A-ZÄÖÜ]"
    ),
    "LS022 subjunctive": re.compile(r"\b(?:könnte|müsste|sollte|würde|wäre|hätte|dürfte|bräuchte)(?:n|t|st)?\b", _ANY),
    "LS023 passive": re.compile(r"\b(?:wird|werden|wurden?|worden|zu \w+en (?:ist|sind))\b", _ANY),
    "LS025 past in one word": re.compile(
        r"\b(?:ging|kam|fand|nahm|sah|hieß|blieb|begann|bekam|lief|schrieb|machte|sagte|fragte"
        r"|lebte|wohnte|arbeitete|brauchte|zeigte|suchte)(?:en|n)?\b",
        _ANY,
    ),
    "LS030 number in words": re.compile(r"\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b", _ANY),
    "LS033 time with a leading zero": re.compile(r"\b0\d[:.]\d\d\b"),
    "LS034 date in digits": re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:\d{2,4})?"),
    "LS040 sign": re.compile(r"[§&/()„“”;…%<>]|\[|\]"),
    "LS041 pointing elsewhere": re.compile(r"\b(?:siehe|vgl|o\. ?g)\b", _ANY),
    "LS042 word of the office": re.compile(
        r"\b(?:zuständig|erforderlich|gegebenenfalls|unverzüglich|umgehend|diesbezüglich|entsprechend|beantrag|erfolg"
        r"(?=t\b)|gewährleist|aktualisier|aktivier|optional|individuell|kompeten|partizip|inklusiv|konsult|barrierefrei)",
        _ANY,
    ),
    "LS050 gender sign": re.compile(r"\w[*:_]in(?:nen)?\b|\w/-?in(?:nen)?\b|[a-zäöüß]Innen\b"),
}


def flaws(text: str, names: Collection[str] = ()) -> list[str]:
    """What is too hard in a text of one sentence a line: "rule: line". `names` are allowed however long or short."""
    return [f"{rule}: {line}" for line in text.split("\n") for rule in _flaws_of(line, {*names, *KNOWN})]


def _flaws_of(line: str, names: Collection[str]) -> Iterator[str]:
    line = _PLACEHOLDER.sub("Wort", line)
    pieces = [piece for piece in _WORD.findall(line) if piece not in names]
    if not line.strip():
        yield "LS001 an empty line"
    if len(line.split()) > MOST_WORDS:
        yield f"LS001 more than {MOST_WORDS} words"
    yield from (rule for rule, pattern in _RULES.items() if pattern.search(line))
    if any(len(piece) > 1 and piece.isupper() for piece in pieces):
        yield "LS020 abbreviation"
    if any(len(piece) > LONGEST_PIECE for piece in pieces):
        yield "LS010 a long word without a split mark"


def lix(texts: Iterable[str]) -> float:
    """LS060, Björnsson's LIX of all texts: words per sentence + percent of words of more than six letters.

    Children's books lie below 30, newspapers about 45. The parts of a split compound count as words.
    """
    lines = [line for text in texts for line in text.split("\n")]
    pieces = [piece for line in lines for piece in _WORD.findall(_PLACEHOLDER.sub("Wort", line))]
    if not pieces:
        return 0.0
    return len(pieces) / len(lines) + 100 * sum(len(piece) > 6 for piece in pieces) / len(pieces)
