"""Owns what a person is told for each problem code, and what to do next; it must not raise any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.problems import Code

if TYPE_CHECKING:
    from services.language import Language


def problem_sentences(say: Language, code: Code) -> tuple[str, str]:
    """(what happened and why, what to do now). A code without words is an error of ours: KeyError."""
    words = {**_offline(say), **_refused(say), **_who(say), **_may(say), **_writing(say), **_files(say), **_device(say)}
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


def _who(say: Language) -> dict[Code, tuple[str, str]]:
    return {
        Code.SIGN_IN_NEEDED: (
            say("Das geht nur mit einem Konto."),
            say("Melden Sie sich an oder legen Sie ein Konto an. Sie brauchen nur einen Spitznamen und ein Passwort."),
        ),
        Code.SESSION_ENDED: (
            say("Ihre Anmeldung ist abgelaufen."),
            say("Bitte melden Sie sich noch einmal an. Was Sie geschrieben haben, bleibt auf diesem Gerät."),
        ),
        Code.SIGN_IN_WRONG: (
            say("Das passt nicht zusammen. Der Name oder das Passwort stimmt nicht."),
            say("Prüfen Sie bitte beides. Wenn Sie das Passwort nicht mehr wissen, können Sie ein neues festlegen."),
        ),
        Code.SIGN_IN_PAUSED: (
            say("Es gab zu viele Versuche. Zum Schutz des Kontos ist jetzt eine Pause."),
            say("Bitte warten Sie einige Minuten und versuchen Sie es dann noch einmal."),
        ),
        Code.NAME_TAKEN: (
            say("Diesen Namen hat schon jemand."),
            say("Bitte denken Sie sich einen anderen aus. Oft hilft eine Zahl am Ende."),
        ),
        Code.PROVIDER_FAILED: (
            say("Die Anmeldung auf der anderen Seite hat nicht geklappt."),
            say("Versuchen Sie es noch einmal. Sie können sich auch mit Namen und Passwort anmelden."),
        ),
    }


def _may(say: Language) -> dict[Code, tuple[str, str]]:
    return {
        Code.CHECK_NEEDED: (
            say("Das ist nur für Menschen, die hier wohnen. Das muss ein Amt einmal prüfen."),
            say("Wo Sie sich prüfen lassen können, steht noch nicht fest. Wir sagen es hier, sobald es so weit ist."),
        ),
        Code.NOT_ALLOWED: (
            say("Das ist mit Ihrem Konto nicht möglich."),
            say("Vielleicht haben Sie noch ein anderes Konto, zum Beispiel für Ihren Verein oder Ihre Arbeit."),
        ),
        Code.PHASE_CLOSED: (
            say("Das geht gerade nicht. Es hat noch nicht begonnen oder ist schon vorbei."),
            say("Auf der Seite steht, von wann bis wann Sie mitmachen können."),
        ),
    }


def _writing(say: Language) -> dict[Code, tuple[str, str]]:
    return {
        Code.KEY_MISSING: (
            say("Ihr Beitrag ist noch nicht angekommen. Der App fehlte dafür eine Angabe."),
            say("Der Beitrag bleibt auf diesem Gerät. Bitte laden Sie die neue Fassung der App."),
        ),
        Code.KEY_REUSED: (
            say("Dieser Beitrag wurde schon mit einem anderen Inhalt gesendet."),
            say("Sehen Sie unter „Meine Beiträge“ nach, was angekommen ist. Dort können Sie ihn ändern."),
        ),
        Code.STILL_WORKING: (
            say("Ihr Beitrag wird gerade noch bearbeitet."),
            say("Die App fragt gleich von allein wieder nach."),
        ),
        Code.MATCH_MISSING: (
            say("Wir wissen nicht, welche Fassung Ihres Beitrags Sie ändern wollen."),
            say("Öffnen Sie den Beitrag noch einmal und ändern Sie ihn dann."),
        ),
        Code.CHANGED_MEANWHILE: (
            say("Sie haben diesen Beitrag inzwischen auf einem anderen Gerät geändert."),
            say("Wählen Sie bitte, was gelten soll. Vorher geht nichts verloren."),
        ),
        Code.WITHDRAWN: (
            say("Dieser Beitrag ist zurückgezogen. Er lässt sich nicht mehr ändern."),
            say("Wenn Sie möchten, schreiben Sie einen neuen."),
        ),
        Code.RECEIPT_UNKNOWN: (
            say("Zu diesem Beleg-Code gibt es keinen Beitrag."),
            say("Prüfen Sie bitte jedes Zeichen. Vielleicht ist Ihr Beitrag auch noch nicht angekommen."),
        ),
    }


def _files(say: Language) -> dict[Code, tuple[str, str]]:
    return {
        Code.FILE_MISSING: (
            say("Ein Foto ist noch nicht ganz angekommen."),
            say("Die App sendet das Foto von allein noch einmal."),
        ),
        Code.OFFSET_WRONG: (
            say("Das Senden eines Fotos wurde unterbrochen."),
            say("Die App macht dort weiter, wo es aufgehört hat."),
        ),
        Code.TOO_LARGE: (
            say("Das ist zu groß. So viel auf einmal nehmen wir nicht an."),
            say("Kürzen Sie bitte den Text oder wählen Sie ein kleineres Foto."),
        ),
        Code.MEDIA_WRONG: (
            say("Diese Art von Datei nehmen wir nicht an."),
            say("Bitte wählen Sie ein Foto im Format JPEG."),
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
        Code.STORE_FULL: (
            say("Auf diesem Gerät lässt sich gerade nichts speichern."),
            say("Vielleicht ist der Speicher voll. Bitte schaffen Sie Platz, und öffnen Sie die App dann neu."),
        ),
        Code.STORE_BUSY: (
            say("Das hat gerade nicht geklappt. Der Speicher der App war kurz nicht zu erreichen."),
            say("Was schon gespeichert war, ist noch da. Bitte versuchen Sie es gleich noch einmal."),
        ),
        Code.STORE_NEWER: (
            say("Auf diesem Gerät lief schon eine neuere Fassung der App."),
            say("Bitte laden Sie die neue Fassung. Ihre Daten bleiben, wie sie sind."),
        ),
    }
