"""Owns what a hub says with each problem, in both languages; it must not decide when.

For clients without a catalogue of their own: the app has its own sentence for every code.
"""

from __future__ import annotations

from contract.problems import Code
from contract.text import LanguageTag

Said = dict[LanguageTag, tuple[str, str]]

#: Code → language → what it is, what to do.
READING: dict[Code, Said] = {
    Code.BAD_REQUEST: {
        "de": ("Die Anfrage ist so nicht möglich.", "Bitte prüfen Sie die Angaben unter „errors“."),
        "de-simple": ("Das geht so nicht.", "In der Anfrage ist ein Fehler. Bitte prüfen Sie die Anfrage."),
    },
    Code.NOT_FOUND: {
        "de": ("Das Gesuchte gibt es hier nicht oder nicht mehr.", "Bitte gehen Sie zurück zur Liste."),
        "de-simple": ("Das gibt es hier nicht.", "Gehen Sie zurück. Wählen Sie etwas anderes."),
    },
    Code.TOKEN_EXPIRED: {
        "de": ("Ihr Stand ist zu alt oder unbekannt.", "Bitte holen Sie den ganzen Bestand neu."),
        "de-simple": ("Ihre Daten sind zu alt.", "Bitte laden Sie alles neu."),
    },
    Code.TOO_MANY: {
        "de": ("Das waren zu viele Anfragen auf einmal.", "Bitte warten Sie kurz und versuchen Sie es erneut."),
        "de-simple": ("Das war zu viel auf einmal.", "Bitte warten Sie kurz. Dann versuchen Sie es noch einmal."),
    },
    Code.HUB_BROKEN: {
        "de": ("Bei uns ist ein Fehler aufgetreten.", "Es liegt nicht an Ihnen. Bitte versuchen Sie es später."),
        "de-simple": ("Bei uns ist ein Fehler.", "Sie haben nichts falsch gemacht. Versuchen Sie es später."),
    },
}

BEING: dict[Code, Said] = {
    Code.SIGN_IN_NEEDED: {
        "de": ("Dafür brauchen Sie ein Konto.", "Bitte melden Sie sich an."),
        "de-simple": ("Das geht nur mit Konto.", "Bitte melden Sie sich an."),
    },
    Code.SESSION_ENDED: {
        "de": ("Ihre Anmeldung gilt nicht mehr.", "Bitte melden Sie sich erneut an."),
        "de-simple": ("Ihre Anmeldung ist zu Ende.", "Bitte melden Sie sich noch einmal an."),
    },
    Code.SIGN_IN_WRONG: {
        "de": ("Die Angaben zur Anmeldung passen nicht zusammen.", "Bitte prüfen Sie Name, Passwort oder Code."),
        "de-simple": ("Name und Passwort passen nicht.", "Bitte prüfen Sie beides. Versuchen Sie es noch einmal."),
    },
    Code.SIGN_IN_PAUSED: {
        "de": ("Es gab zu viele falsche Versuche.", "Bitte warten Sie, dann versuchen Sie es erneut."),
        "de-simple": ("Das war zu oft falsch.", "Bitte warten Sie. Dann versuchen Sie es noch einmal."),
    },
    Code.NAME_TAKEN: {
        "de": ("Diesen Namen hat schon jemand.", "Bitte wählen Sie einen anderen."),
        "de-simple": ("Den Namen gibt es schon.", "Bitte wählen Sie einen anderen Namen."),
    },
    Code.PROVIDER_FAILED: {
        "de": ("Der Anmeldedienst hat nicht geantwortet oder abgelehnt.", "Bitte versuchen Sie es später erneut."),
        "de-simple": ("Die Anmeldung dort geht gerade nicht.", "Bitte versuchen Sie es später."),
    },
    Code.CHECK_NEEDED: {
        "de": ("Dafür muss das Amt erst Ihren Wohnsitz prüfen.", "Bitte lassen Sie Ihr Konto bestätigen."),
        "de-simple": ("Das Amt prüft erst Ihre Adresse.", "Bitte lassen Sie Ihr Konto prüfen."),
    },
    Code.NOT_ALLOWED: {
        "de": ("Ihr Konto darf das nicht.", "Bitte wenden Sie sich an die zuständige Stelle."),
        "de-simple": ("Ihr Konto darf das nicht.", "Bitte fragen Sie bei der Stadt nach."),
    },
    Code.PHASE_CLOSED: {
        "de": ("Das ist gerade nicht möglich.", "Es hat noch nicht begonnen oder ist schon zu Ende."),
        "de-simple": ("Das geht gerade nicht.", "Es ist noch zu früh oder schon vorbei."),
    },
}

WRITING: dict[Code, Said] = {
    Code.KEY_MISSING: {
        "de": ("Der Anfrage fehlt ihr Schlüssel.", "Bitte senden Sie „Idempotency-Key“ mit einer UUID."),
        "de-simple": ("In der Anfrage fehlt etwas.", "Bitte senden Sie „Idempotency-Key“ mit."),
    },
    Code.KEY_REUSED: {
        "de": ("Dieser Schlüssel gehört zu einem anderen Inhalt.", "Bitte nehmen Sie einen neuen."),
        "de-simple": ("Diesen Schlüssel gibt es schon.", "Bitte nehmen Sie einen neuen Schlüssel."),
    },
    Code.STILL_WORKING: {
        "de": ("Dieselbe Anfrage wird gerade bearbeitet.", "Bitte versuchen Sie es gleich erneut."),
        "de-simple": ("Wir arbeiten noch daran.", "Bitte versuchen Sie es gleich noch einmal."),
    },
    Code.MATCH_MISSING: {
        "de": ("Es fehlt, welcher Stand geändert werden soll.", "Bitte senden Sie „If-Match“ oder „If-None-Match“."),
        "de-simple": ("In der Anfrage fehlt etwas.", "Bitte senden Sie „If-Match“ oder „If-None-Match“."),
    },
    Code.CHANGED_MEANWHILE: {
        "de": ("Inzwischen gibt es einen anderen Stand.", "Bitte vergleichen Sie beide und wählen Sie."),
        "de-simple": ("Das wurde schon geändert.", "Bitte vergleichen Sie beides. Dann wählen Sie."),
    },
    Code.WITHDRAWN: {
        "de": ("Dieser Beitrag wurde zurückgezogen.", "Wenn Sie möchten, schreiben Sie einen neuen."),
        "de-simple": ("Der Beitrag ist zurückgezogen.", "Sie können einen neuen Beitrag schreiben."),
    },
    Code.RECEIPT_UNKNOWN: {
        "de": ("Zu diesem Code gibt es keinen Beitrag.", "Bitte prüfen Sie den Code auf Ihrer Quittung."),
        "de-simple": ("Den Code kennen wir nicht.", "Bitte prüfen Sie den Code."),
    },
    Code.FILE_MISSING: {
        "de": ("Ein Anhang ist noch nicht vollständig da.", "Bitte senden Sie die Datei noch einmal."),
        "de-simple": ("Ein Bild fehlt noch.", "Bitte senden Sie das Bild noch einmal."),
    },
    Code.OFFSET_WRONG: {
        "de": ("Die Datei geht an einer anderen Stelle weiter.", "Bitte senden Sie ab „offset“ weiter."),
        "de-simple": ("Ein Teil vom Bild fehlt.", "Bitte senden Sie das Bild noch einmal."),
    },
    Code.TOO_LARGE: {
        "de": ("Das ist zu groß.", "Bitte senden Sie weniger auf einmal."),
        "de-simple": ("Das ist zu groß.", "Bitte senden Sie weniger."),
    },
    Code.MEDIA_WRONG: {
        "de": ("Diese Art von Datei wird nicht angenommen.", "Bitte senden Sie ein Foto im Format JPEG."),
        "de-simple": ("Diese Datei geht hier nicht.", "Bitte senden Sie ein Foto."),
    },
}

SENTENCES: dict[Code, Said] = READING | BEING | WRITING
