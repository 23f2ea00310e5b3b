"""Draws what an article is made of: its row, its parts, reading aloud, the way to offers; it must not do anything."""

from __future__ import annotations

from functools import partial
from typing import Protocol

import flet as ft

from contract.articles import Article, Section
from services.language import Language
from views.help.articles.store import ArticleState, ArticleStore
from views.kit.button import Press, quiet_button
from views.kit.card import card, entry
from views.kit.notice import told
from views.kit.page import column, side_by_side
from views.kit.text import heading, paragraph, words
from views.listing import ListState, ListStore
from views.rows import gist, sample_line
from views.words import topic_words

#: Articles shown beside the offers of a topic.
FEW = 3


class Leaves(Protocol):
    """A store that can go to another page."""

    def leave(self, path: str) -> None: ...


def article_entry(article: Article, press: Press, say: Language, *, chosen: bool = False) -> ft.Control:
    """An article in a list."""
    lines = [gist(say.text(article.summary)), sample_line(article.provenance, say)]
    return entry(say.text(article.name), lines, press, icon=article.topics[0], chosen=chosen)


def articles_on(state: ListState, act: ListStore, say: Language, level: int) -> ft.Control:
    """What there is to read on the topic chosen in the finder: a few, so that offers stay in sight."""
    found = [record for record in state.records if isinstance(record, Article)] if state.facets else []
    topic = state.facets[0].partition(":")[2] if state.facets else ""
    # What is mainly about it comes first; the others touch it.
    found.sort(key=lambda article: article.topics.index(topic) if topic in article.topics else len(article.topics))
    ways = [
        quiet_button(say.text(article.name), partial(act.open, article.id), icon="guide") for article in found[:FEW]
    ]
    return column([heading(say("Zum Lesen"), level), side_by_side(ways)] if ways else [], gap=8)


def all_articles(act: Leaves, say: Language) -> ft.Control:
    """The way to all articles."""
    return side_by_side([quiet_button(say("Alle Artikel"), partial(act.leave, "/artikel"), icon="guide")])


def section(part: Section, say: Language, level: int) -> ft.Control:
    """A part: running text, and lines that begin with "- " as a list."""
    return column([heading(say.text(part.heading), level), *_lines(say.text(part.text))], gap=8)


def _lines(text: str) -> list[ft.Control]:
    return [
        _point(line.removeprefix("- ")) if line.startswith("- ") else paragraph(line)
        for line in text.split("\n")
    ]  # fmt: skip


def _point(line: str) -> ft.Control:
    body = column([paragraph(line)])
    body.expand = True
    return ft.Row([words("•", bold=True), body], spacing=8, vertical_alignment=ft.CrossAxisAlignment.START)


def aloud_part(article: Article, state: ArticleState, act: ArticleStore, say: Language) -> ft.Control:
    """To have it read aloud by a voice of this device; where it lends none, how the device itself reads."""
    if state.reading:
        return side_by_side([quiet_button(say("Nicht weiter vorlesen"), act.hush, icon="sound")])
    if state.voice:
        button = side_by_side([quiet_button(say("Vorlesen"), partial(act.read, article, say), icon="sound")])
        failed = [told(say("Die Stimme dieses Geräts hat nicht funktioniert."), icon="broken")] if state.mute else []
        return column([button, *failed], gap=8)
    name = say("Hinweis schließen") if state.unfolded else say("So liest Ihr Gerät vor")
    button = side_by_side([quiet_button(name, act.unfold, icon="sound")])
    return column([button, *([_own_voice(say)] if state.unfolded else [])], gap=8)


def _own_voice(say: Language) -> ft.Control:
    """Said honestly, without naming a version: makers call these settings differently from year to year."""
    return card(
        [
            paragraph(
                say("Die App hat auf Ihrem Gerät keine Vorlese-Stimme. Das Gerät selbst kann meistens vorlesen:")
            ),
            _point(say("iPhone und iPad: Einstellungen, Bedienungshilfen, Gesprochene Inhalte")),
            _point(say("Android: Einstellungen, Bedienungshilfen, Vorlesen")),
            _point(say("Windows: Einstellungen, Barrierefreiheit, Sprachausgabe")),
            paragraph(say("Auf Ihrem Gerät kann es etwas anders heißen.")),
        ]
    )


def offers_part(article: Article, act: ArticleStore, say: Language, level: int) -> ft.Control:
    """The way from reading to people: the offers of each of its topics."""
    names = topic_words(say)
    ways = [
        quiet_button(say("Hilfe: {topic}", topic=names[topic]), partial(act.about, topic), icon=topic)
        for topic in article.topics
    ]
    return column([heading(say("Hier bekommen Sie Hilfe"), level), side_by_side(ways)], gap=8)
