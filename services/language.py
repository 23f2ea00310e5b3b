"""Owns how the app speaks: catalogue, dates, numbers, ages, in two languages; it must not hold content.

German source texts are the msgids; `de@simple` is a full translation. BCP 47 `de-simple` (variant `simple`,
IANA registry) is the tag on the wire, `de@simple` the name gettext and Babel understand (standards.md §1.5).
"""

from __future__ import annotations

import datetime as calendar
import gettext
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from contract.problems import Code
from contract.text import LanguageTag, Text
from services.clock import BERLIN
from services.sentences import problem_sentences

LOCALES = Path(__file__).parent.parent / "locales"
CATALOGUES: dict[LanguageTag, str] = {"de": "de", "de-simple": "de@simple"}
#: Other names for simple language seen in the wild; lower case.
SIMPLE = ("de-simple", "de-x-simple", "de-x-simplified", "de-x-leicht", "de-x-einfach",
          "de-de-simple", "de-1996-simple", "de-de-1996-simple",
          "de-de-x-simple-language", "de-x-simple-language", "de-de-x-simple", "de-de-x-leicht")  # fmt: skip


class Language:
    """Says things in one language: `say("Guten Tag, {name}", name=…)`. Unknown msgids are said in German."""

    def __init__(self, tag: LanguageTag = "de") -> None:
        self.tag: LanguageTag = tag
        self._catalogue = _catalogue(tag)

    def __call__(self, msgid: str, **values: object) -> str:
        """The text for a German msgid, with `{names}` filled (str.format)."""
        text = self._catalogue.gettext(msgid)
        return text.format(**values) if values else text

    def count(self, singular: str, plural: str, n: int, **values: object) -> str:
        """The form for `n` things; `{n}` is filled with the number as one writes it."""
        return self._catalogue.ngettext(singular, plural, n).format(n=self.number(n), **values)

    def text(self, text: Text) -> str:
        """A citizens' text in this language."""
        return text.pick(self.tag)

    def number(self, value: float) -> str:
        """1.234,5 (CLDR de)."""
        if isinstance(value, int) and abs(value) < 1000:
            return str(value)
        from babel.numbers import format_decimal

        return str(format_decimal(value, locale="de"))

    def date(self, day: calendar.date) -> str:
        """23. November 2026 (CLDR pattern `d. MMMM y`). A datetime is taken in Europe/Berlin."""
        from babel.dates import format_date

        local = _local(day).date() if isinstance(day, datetime) else day
        return format_date(local, "d. MMMM y", locale="de")

    def weekday(self, day: calendar.date) -> str:
        """Montag."""
        from babel.dates import format_date

        return format_date(_local(day).date() if isinstance(day, datetime) else day, "EEEE", locale="de")

    def time(self, moment: datetime | calendar.time | str) -> str:
        """14:05 Uhr; in simple language a full hour is `9 Uhr`. A string is `HH:MM` as on the wire."""
        if isinstance(moment, str):
            hour, minute = map(int, moment.split(":"))
        else:
            moment = _local(moment) if isinstance(moment, datetime) else moment
            hour, minute = moment.hour, moment.minute
        short = self.tag == "de-simple" and minute == 0
        return f"{hour} Uhr" if short else f"{hour}:{minute:02d} Uhr"

    def ago(self, moment: datetime, now: datetime) -> str:
        """How old something is, in words: „gerade eben“, „heute 14:05 Uhr“, „vor 3 Wochen“. Both aware."""
        say, then, today = self, _local(moment), _local(now)
        # In UTC: within one zone Python subtracts what clocks show, wrong by an hour when they change.
        age = today.astimezone(UTC) - then.astimezone(UTC)
        if age < timedelta(minutes=1):
            return say("gerade eben")
        days = (today.date() - then.date()).days
        if age < timedelta(hours=1):
            return say.count("vor {n} Minute", "vor {n} Minuten", int(age.total_seconds() // 60))
        if days < 2:
            word = say("heute") if days == 0 else say("gestern")
            return f"{word} {self.time(then)}"
        if days < 14:
            return say.count("vor {n} Tag", "vor {n} Tagen", days)
        if days < 61:
            return say.count("vor {n} Woche", "vor {n} Wochen", days // 7)
        if days < 730:
            return say.count("vor {n} Monat", "vor {n} Monaten", days // 30)
        return say.count("vor {n} Jahr", "vor {n} Jahren", days // 365)

    def problem(self, code: Code) -> tuple[str, str]:
        """(what happened and why, what to do now) for a problem."""
        return problem_sentences(self, code)


def lookup(wanted: str, default: LanguageTag = "de") -> LanguageTag:
    """The language for an Accept-Language header or a single tag: RFC 4647 §3.4 Lookup, own aliases first.

    Never basic filtering, under which a request for `de` would also match `de-simple`.
    """
    for tag in _ranked(wanted):
        while tag:
            if tag in SIMPLE:
                return "de-simple"
            if tag == "de":
                return "de"
            tag = tag.rpartition("-")[0]
            # RFC 4647: a single letter (x, u …) never stands at the end
            if tag[-2:-1] == "-":
                tag = tag[:-2]
    return default


def _ranked(header: str) -> list[str]:
    """The tags of a header, best quality first, lower case; what has q=0 or is no number is left out."""
    ranked: list[tuple[float, str]] = []
    for part in header.lower().replace("_", "-").replace("@", "-").split(","):
        tag, _, parameters = part.partition(";")
        name, _, value = parameters.strip().partition("=")
        try:
            quality = float(value) if name.strip() == "q" else 1.0
        except ValueError:
            quality = 0.0
        if quality > 0 and tag.strip():
            ranked.append((quality, tag.strip()))
    return [tag for _, tag in sorted(ranked, key=lambda pair: -pair[0])]


def _local(moment: datetime) -> datetime:
    """The moment in Europe/Berlin; a naive one is taken as being there already."""
    return moment.astimezone(BERLIN) if moment.tzinfo else moment.replace(tzinfo=BERLIN)


@cache
def _catalogue(tag: LanguageTag) -> gettext.NullTranslations:
    if tag == "de":
        return gettext.NullTranslations()
    return gettext.translation("wueapp", LOCALES, languages=[CATALOGUES[tag]], fallback=True)
