"""Owns the words of what providers say of a help offer, for whoever reads their own list; it must not draw."""

from __future__ import annotations

from services.language import Language


def entry_words(say: Language) -> dict[str, str]:
    """The fields of `contract.help_desk.HelpEntry`."""
    return {
        "name": say("Name des Angebots"),
        "description": say("Was es ist"),
        "phones": say("Telefon"),
        "email": say("E-Mail-Adresse"),
        "url": say("Internetseite"),
        "chat_url": say("Adresse des Chats"),
        "appointment_url": say("Seite für Termine"),
        "locations": say("Wo?"),
        "schedules": say("Zeiten"),
        "schedule_note": say("Hinweis zu den Zeiten"),
        "exceptions": say("Andere Zeiten an einzelnen Tagen"),
        "holidays": say("Zeiten an Feiertagen"),
        "languages": say("Sprachen"),
        "cost": say("Kosten"),
        "required_documents": say("Was man mitbringt"),
        "wait_time": say("Wie lange man wartet"),
        "application_process": say("Wie man es bekommt"),
        "callback": say("Ruft auf Bitte zurück"),
    }


def room_words(say: Language) -> dict[str, str]:
    """Whether there is room (`contract.help_desk.HelpAvailability.state`)."""
    return {"free": say("derzeit frei"), "waiting": say("Warteliste"), "full": say("voll")}


def holiday_words(say: Language) -> dict[str, str]:
    """What regular hours mean on a public holiday."""
    return {"unknown": say("nicht bekannt"), "closed": say("geschlossen"), "open": say("wie sonst")}
