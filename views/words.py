"""Owns the words for the slugs of the help-finder; it must not hold content."""

from __future__ import annotations

from services.language import Language


def topic_words(say: Language) -> dict[str, str]:
    """The name of each topic of `contract.help.TOPICS`, as people would say it."""
    return {
        "krise": say("Krise"),
        "psyche": say("Seele und Psyche"),
        "einsamkeit": say("Einsamkeit"),
        "gewalt": say("Gewalt"),
        "sucht": say("Sucht"),
        "geld": say("Geld und Schulden"),
        "wohnen": say("Wohnen"),
        "essen-kleidung": say("Essen und Kleidung"),
        "familie": say("Familie"),
        "kinder-jugend": say("Kinder und Jugend"),
        "studium": say("Studium"),
        "alter-pflege": say("Alter und Pflege"),
        "gesundheit": say("Gesundheit"),
        "behinderung": say("Behinderung"),
        "trauer": say("Trauer"),
        "migration-sprache": say("Ankommen und Sprache"),
        "arbeit": say("Arbeit"),
        "recht": say("Recht"),
    }


def audience_words(say: Language) -> dict[str, str]:
    """For whom an offer is (`contract.help.Attribute.term`)."""
    return {
        "everyone": say("für alle"),
        "children": say("für Kinder"),
        "youth": say("für Jugendliche"),
        "students": say("für Studierende"),
        "families": say("für Familien"),
        "women": say("für Frauen"),
        "men": say("für Männer"),
        "seniors": say("für ältere Menschen"),
        "relatives": say("für Angehörige"),
        "migrants": say("für Zugewanderte"),
        "disabled": say("für Menschen mit Behinderung"),
        "homeless": say("für Menschen ohne Wohnung"),
        "queer": say("für queere Menschen"),
    }


def language_words(say: Language) -> dict[str, str]:
    """Names of languages by their BCP 47 tag."""
    return {
        "de": say("Deutsch"),
        "en": say("Englisch"),
        "tr": say("Türkisch"),
        "ar": say("Arabisch"),
        "uk": say("Ukrainisch"),
        "ru": say("Russisch"),
        "es": say("Spanisch"),
        "fr": say("Französisch"),
        "it": say("Italienisch"),
        "el": say("Griechisch"),
        "pl": say("Polnisch"),
        "fa": say("Persisch"),
    }


def access_words(say: Language) -> dict[str, str]:
    """HSDS accessibility features."""
    return {
        "step-free": say("ohne Stufen erreichbar"),
        "toilet": say("barrierefreie Toilette"),
        "lift": say("Aufzug"),
        "sign-language": say("Gebärdensprache"),
        "induction-loop": say("Hörschleife"),
        "guide-dog": say("Führhund willkommen"),
        "at-home": say("kommt nach Hause"),
        "parking": say("Parkplatz für Menschen mit Behinderung"),
        "plain-language": say("Einfache Sprache"),
    }


def channel_words(say: Language) -> dict[str, str]:
    """Ways to get in touch (`HelpOffer.channels`)."""
    return {
        "phone": say("am Telefon"),
        "mail": say("per E-Mail"),
        "chat": say("im Chat"),
        "site": say("vor Ort"),
    }


def role_words(say: Language) -> dict[str, str]:
    """What an account may be besides a name (`contract.permissions.ROLES`), as people would say it."""
    return {
        "resident": say("Sie wohnen hier: von einem Amt geprüft"),
        "club": say("Verein"),
        "provider": say("Anbieter von Hilfe"),
        "moderator": say("Moderation"),
        "editor": say("Redaktion"),
        "office": say("Amt"),
    }
