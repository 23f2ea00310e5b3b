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
            say("Gerade gibt es keine Verbindung. Ihr Gerät erreicht uns nicht."),
            say("Sie sehen, was zuletzt geladen wurde. Sobald wieder Netz da ist, lädt die App von allein."),
        ),
        Code.HUB_SILENT: (
            say("Wir bekommen gerade keine Antwort. Vielleicht ist das Netz sehr langsam."),
            say("Sie sehen, was zuletzt geladen wurde. Die App versucht es gleich noch einmal."),
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
            say("Hier ist etwas schiefgegangen. Das ist ein Fehler der App, nicht Ihrer."),
            say("Sie müssen nichts tun. Wenn es eine neue Fassung der App gibt, laden Sie sie bitte."),
        ),
        Code.NOT_FOUND: (
            say("Dieser Inhalt ist nicht mehr da."),
            say("Gehen Sie zurück zur Liste und suchen Sie noch einmal."),
        ),
        Code.TOKEN_EXPIRED: (
            say("Die Inhalte auf diesem Gerät sind zu alt."),
            say("Die App lädt alles neu. Das dauert einen Moment."),
        ),
        Code.TOO_MANY: (
            say("Gerade nutzen sehr viele Menschen die App."),
            say("Bitte warten Sie kurz. Die App versucht es von allein wieder."),
        ),
        Code.HUB_BROKEN: (
            say("Bei uns ist ein Fehler passiert. Es liegt nicht an Ihnen."),
            say("Sie sehen, was zuletzt geladen wurde. Die App versucht es später wieder."),
        ),
    }


def _device(say: Language) -> dict[Code, tuple[str, str]]:
    return {
        Code.RECORD_BROKEN: (
            say("Ein Eintrag lässt sich nicht lesen. Er fehlt, oder Sie sehen noch den alten."),
            say("Alle anderen Einträge sind da. Sie müssen nichts tun."),
        ),
        Code.STORE_BROKEN: (
            say("Der Speicher der App war beschädigt. Die App hat ihn neu angelegt."),
            say("Sobald Netz da ist, lädt die App alles neu. Bitte prüfen Sie Ihre Einstellungen."),
        ),
        Code.STORE_NEWER: (
            say("Auf diesem Gerät lief schon eine neuere Fassung der App."),
            say("Bitte laden Sie die neue Fassung. Ihre Daten bleiben, wie sie sind."),
        ),
    }
