"""Owns the words for the slugs of the help-finder on the reading pages; it must not hold content."""

from __future__ import annotations

from hub.reading.speech import Speech


def topics(say: Speech) -> dict[str, str]:
    """`contract.help.TOPICS`."""
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


def audiences(say: Speech) -> dict[str, str]:
    """`contract.help.Attribute.term`."""
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


def tongues(say: Speech) -> dict[str, str]:
    """Languages by their BCP 47 tag."""
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


def features(say: Speech) -> dict[str, str]:
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
