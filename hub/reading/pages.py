"""Owns the reading pages: what each shows, in which template; it must not read data itself or answer the wire."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from contract.help import TOPICS, HelpOffer
from hub.core.hub import Hub
from hub.help.days import day
from hub.help.reminders import Reminders
from hub.reading import facts, names, sheets
from hub.reading.library import Library, Offers, card
from hub.reading.visit import Visit

HELP, ARTICLES, EMERGENCY = "/lesen/hilfe", "/lesen/artikel", "/lesen/notfall"
#: In these one may be in danger: whom one calls at once comes first.
DANGER = ("krise", "gewalt")


class Pages:
    """Every page as bytes. All of it blocks. LookupError: there is no such thing."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._library = Library(hub)
        self._reminders = Reminders(hub)

    def start(self, visit: Visit) -> bytes:
        return self._drawn("start", visit, topics=names.topics(visit.say))

    def directory(self, visit: Visit) -> bytes:
        """Filters add up; nothing of what is asked can be wrong, it is only not found."""
        say, words = visit.say, visit.asked("q")
        chosen = {name: visit.asked(name) for name in ("thema", "gesprochen", "kostenlos", "stufenlos")}
        chosen["thema"] = chosen["thema"] if chosen["thema"] in TOPICS else ""
        chosen["gesprochen"] = chosen["gesprochen"] if chosen["gesprochen"] in names.tongues(say) else ""
        wanted = facets(chosen)
        found = self._library.search(words, wanted) if words else self._paged(wanted, visit)
        kept = {"q": words, **{name: value for name, value in chosen.items() if value}}
        return self._drawn(
            "directory",
            visit,
            words=words,
            chosen=chosen,
            found=found,
            topics=names.topics(say),
            tongues=names.tongues(say),
            more=visit.link(HELP, **kept, weiter=found.next) if found.next else "",
            first=visit.link(HELP, **kept) if visit.asked("weiter") else "",
            meant=visit.link(HELP, **{**kept, "q": found.meant}) if found.meant else "",
            faded={offer.id for offer in found.offers if facts.overdue(offer, self._today())},
        )

    def _paged(self, wanted: tuple[str, ...], visit: Visit) -> Offers:
        return self._library.directory(wanted, visit.request.query_params.get("weiter", "")[:2000])

    def offer(self, visit: Visit) -> bytes:
        offer = self._offer(visit)
        return self._drawn("offer", visit, **self._said(offer, visit), danger=_danger(offer))

    def paper(self, visit: Visit, note: str = "") -> bytes:
        """The offer as a page for the printer. `note`: why it is not a PDF."""
        offer = self._offer(visit)
        return self._drawn("paper", visit, **self._said(offer, visit), note=note, **self._code(offer, visit))

    def sheet(self, visit: Visit) -> Mapping[str, Any]:
        """The offer as data for a PDF (`templates/offer.typ`)."""
        offer, say = self._offer(visit), visit.say
        said, code = self._said(offer, visit), self._code(offer, visit)
        made = {
            "title": say.text(offer.name),
            "organization": offer.organization.name,
            "sample": say("Muster: Dieser Eintrag ist ein erfundenes Beispiel.") if offer.provenance.sample else "",
            "description": say.text(offer.description).split("\n"),
            "contact": say("Kontakt"),
            "ways": [way._asdict() for way in said["ways"]],
            "facts": [fact._asdict() for fact in said["facts"]],
            "day": say("Tag"),
            "times": say("Zeiten"),
            "origin": say("Woher wissen wir das?"),
            "checked": said["checked"],
            "address": code["address"],
            "code": code["code"],
            "code_says": say("QR-Code: führt zu dieser Seite"),
            "scan": say("Diese Seite am Handy öffnen"),
            "printed": say("Aufgeschrieben am {date}", date=say.date(said["today"])),
        }
        plain: dict[str, Any] = _plain(made)
        return plain

    def articles(self, visit: Visit) -> bytes:
        articles, topics = self._library.articles(), names.topics(visit.say)
        told = ((topics[slug], [each for each in articles if each.topics[0] == slug]) for slug in TOPICS)
        return self._drawn("articles", visit, groups=[(name, some) for name, some in told if some])

    def article(self, visit: Visit) -> bytes:
        article = self._library.article(visit.part("id"))
        if article is None:
            raise LookupError
        topics = [(slug, names.topics(visit.say)[slug]) for slug in article.topics if slug in TOPICS]
        return self._drawn("article", visit, article=article, topics=topics)

    def emergency(self, visit: Visit) -> bytes:
        """In German, or in one of the languages of the card."""
        words = card().words(visit.asked("sprache"))
        tongues = card().languages
        if words:
            return self._drawn("card", visit, words=words, lines=card().lines, tongues=tongues)
        return self._drawn("emergency", visit, offers=self._library.emergency(), tongues=tongues, is_web=facts.is_web)

    def reminder(self, visit: Visit) -> bytes:
        """What somebody is asked who follows a reminder's link; it changes nothing."""
        offer = self._reminders.shown(visit.part("token"))
        if offer is None:
            return self._drawn("reminded", visit, state="over", offer=None)
        return self._drawn("reminded", visit, state="asked", **self._said(offer, visit))

    def confirmed(self, visit: Visit) -> bytes:
        """The offer is checked as of today."""
        offer = self._reminders.redeem(visit.part("token"))
        if offer is None:
            return self._drawn("reminded", visit, state="over", offer=None)
        return self._drawn("reminded", visit, state="thanked", **self._said(offer, visit))

    def lost(self, visit: Visit) -> bytes:
        return self._drawn("lost", visit)

    def _offer(self, visit: Visit) -> HelpOffer:
        offer = self._library.offer(visit.part("id"))
        if offer is None:
            raise LookupError
        return offer

    def _today(self) -> date:
        return day(int(self._hub.now() * 1000))

    def _said(self, offer: HelpOffer, visit: Visit) -> dict[str, Any]:
        today, say = self._today(), visit.say
        return {
            "offer": offer,
            "ways": facts.ways(offer, say),
            "facts": facts.facts(offer, today, say),
            "checked": facts.checked(offer, today, say),
            "overdue": facts.overdue(offer, today),
            "is_web": facts.is_web,
            "today": today,
        }

    def _code(self, offer: HelpOffer, visit: Visit) -> dict[str, str]:
        """Where the page is found from elsewhere, as words and as QR code; empty where nobody knows."""
        address = visit.address(f"{HELP}/{offer.id}")
        return {"address": address, "code": sheets.quick_response(address) if address else ""}

    def _drawn(self, name: str, visit: Visit, **values: Any) -> bytes:
        return sheets.drawn(f"{name}.html", visit=visit, say=visit.say, **values)


def facets(chosen: Mapping[str, str]) -> tuple[str, ...]:
    """What is chosen in the form as `contract.help.HelpOffer.facets` call it."""
    wanted = (
        f"topic:{chosen['thema']}" if chosen["thema"] else "",
        f"language:{chosen['gesprochen']}" if chosen["gesprochen"] else "",
        "cost:free" if chosen["kostenlos"] else "",
        "barrier:wheelchair" if chosen["stufenlos"] else "",
    )
    return tuple(facet for facet in wanted if facet)


def _danger(offer: HelpOffer) -> bool:
    """A line for emergencies is that itself."""
    return not offer.crisis and any(topic in DANGER for topic in offer.topics)


def _plain(value: Any) -> Any:
    """Every text in it without split marks."""
    if isinstance(value, str):
        return sheets.plain(value)
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
