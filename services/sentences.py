"""Owns what a person is told for each problem code, and what to do next; it must not raise any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.problems import Code

if TYPE_CHECKING:
    from services.language import Language


def problem_sentences(say: Language, code: Code) -> tuple[str, str]:
    """(what happened and why, what to do now). A code without words is an error of ours: KeyError."""
    words = {**_offline(say), **_refused(say), **_device(say)}
    return words[code]


def _offline(say: Language) -> dict[Code, tuple[str, str]]:
    return {
        Code.HUB_UNREACHABLE: (
            say("Keine Verbindung: Das Gerät erreicht den Dienst gerade nicht."),
            say("Sie sehen den letzten geladenen Stand. Sobald wieder Netz da ist, lädt die App von allein."),
        ),
        Code.HUB_SILENT: (
            say("Der Dienst antwortet nicht. Vielleicht ist das Netz sehr langsam."),
            say("Sie sehen den letzten geladenen Stand. Die App versucht es gleich noch einmal."),
        ),
        Code.HUB_FOREIGN: (
            say(
                "Eine fremde Seite hat geantwortet. Das passiert oft in einem WLAN, in dem man sich erst anmelden muss."
            ),
            say("Öffnen Sie den Browser und melden Sie sich im WLAN an. Oder nutzen Sie mobile Daten."),
        ),
    }


def _refused(say: Language) -> dict[Code, tuple[str, str]]:
    return {
        Code.BAD_REQUEST: (
            say("Der Dienst hat die Anfrage nicht verstanden. Das ist ein Fehler der App."),
            say("Sie müssen nichts tun. Aktualisieren Sie die App, wenn es eine neue Fassung gibt."),
        ),
        Code.NOT_FOUND: (
            say("Dieser Inhalt ist nicht mehr da."),
            say("Gehen Sie zurück zur Liste und suchen Sie noch einmal."),
        ),
        Code.TOKEN_EXPIRED: (
            say("Der gespeicherte Stand ist zu alt, um nur die Änderungen zu laden."),
            say("Die App lädt alles neu. Das dauert einen Moment."),
        ),
        Code.TOO_MANY: (
            say("Gerade fragen sehr viele Menschen gleichzeitig an."),
            say("Bitte warten Sie kurz. Die App versucht es von allein wieder."),
        ),
        Code.HUB_BROKEN: (
            say("Beim Dienst ist ein Fehler aufgetreten. Es liegt nicht an Ihnen."),
            say("Sie sehen den letzten geladenen Stand. Die App versucht es später wieder."),
        ),
    }


def _device(say: Language) -> dict[Code, tuple[str, str]]:
    return {
        Code.RECORD_BROKEN: (
            say("Ein Eintrag konnte nicht gelesen werden und fehlt in der Liste."),
            say("Alle anderen Einträge sind da. Sie müssen nichts tun."),
        ),
        Code.STORE_BROKEN: (
            say("Der Speicher der App war beschädigt und wurde neu angelegt."),
            say("Die Inhalte werden neu geladen, sobald Netz da ist. Prüfen Sie bitte Ihre Einstellungen."),
        ),
        Code.STORE_NEWER: (
            say("Der Speicher stammt von einer neueren Fassung der App."),
            say("Aktualisieren Sie die App. Ihre Daten bleiben so lange unverändert."),
        ),
    }
