"""Owns how each kind of record is called, pictured and at which address one opens; it must not draw."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from services.language import Language

#: Where one record of a kind is shown; a place has no page of its own, it is chosen under "Ich".
_ADDRESSES = {
    "help": "/hilfe/{id}",
    "places": "/ich",
    "news": "/nachrichten/{id}",
    "forum-places": "/forum/orte/{id}",
    "events": "/forum/termine/{id}",
    "projects": "/mitmachen/{id}",
    "guides": "/ehrenamt/{id}",
    "articles": "/artikel/{id}",
    "instruments": "/wie-geht-es-mir/{id}",
    "wegweiser": "/wegweiser",
    "synonyms": "/hilfe",
}
#: The pictogram of each kind.
ICONS = {
    "help": "help",
    "places": "place",
    "news": "news",
    "forum-places": "forum",
    "events": "event",
    "projects": "participation",
    "guides": "volunteer",
    "articles": "guide",
    "instruments": "psyche",
    "wegweiser": "route",
    "synonyms": "search",
}


def address(kind: str, ident: str) -> str:
    """The address of a record's page, e.g. `/hilfe/<id>`. An unknown kind leads to the start page."""
    return _ADDRESSES.get(kind, "/").replace("{id}", ident)


def about_of(route: str) -> str:
    """The page that `/rueckmeldung?zu=…` is about; anything but an address of ours is the start page."""
    about = dict(parse_qsl(urlsplit(route).query)).get("zu", "/")
    return about[:200] if about.startswith("/") and not about.startswith("//") else "/"


def record_at(path: str) -> tuple[str, str] | None:
    """(kind, id) of the record whose page has this address; None for every other page."""
    for kind, shape in _ADDRESSES.items():
        before, mark, _ = shape.partition("{id}")
        if mark and path.startswith(before) and "/" not in path.removeprefix(before):
            return kind, path.removeprefix(before)
    return None


def kind_words(say: Language) -> dict[str, str]:
    """The plain name of each kind of `contract.kinds.KINDS`, in the plural."""
    return {
        "help": say("Hilfe und Beratung"),
        "places": say("Stadtteile und Gemeinden"),
        "news": say("Nachrichten"),
        "forum-places": say("Treffpunkte"),
        "events": say("Termine"),
        "projects": say("Projekte zum Mitmachen"),
        "guides": say("Anleitungen für Vereine"),
        "articles": say("Artikel zum Lesen"),
        "instruments": say("Kurze Fragebögen"),
        "wegweiser": say("Wegweiser"),
        "synonyms": say("Wörter für die Suche"),
    }


def page_words(say: Language) -> dict[str, str]:
    """What people call the pages that show no single record, by address."""
    return {
        "/": say("Startseite"),
        "/suche": say("Suche"),
        "/forum": say("Forum"),
        "/hilfe": say("Hilfe"),
        "/mitmachen": say("Mitmachen"),
        "/ehrenamt": say("Ehrenamt"),
        "/notfall": say("Notfall"),
    }
