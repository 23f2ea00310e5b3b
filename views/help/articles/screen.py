"""Draws the list of articles and the page of one; it must not do anything."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import flet as ft

from contract.articles import Article
from services.language import Language
from views.help.articles.parts import aloud_part, article_entry, offers_part, section
from views.help.articles.store import ArticleState, ArticleStore
from views.help.crisis.first import danger_card
from views.kit.notice import flag, notice
from views.kit.page import page
from views.kit.text import announced, heading
from views.listing import ListState, ListStore
from views.rows import nothing, rows
from views.single import single
from views.states import provenance

#: The address of the list and, with an id, of an article.
PATH = "/artikel"


def articles_screen(state: ListState, act: ListStore, say: Language, level: int = 1) -> ft.Control:
    """The list of all articles."""
    found = state.page.value
    return page(
        say("Zum Lesen"),
        [
            *([announced(say.count("{n} Artikel", "{n} Artikel", found.total))] if found else []),
            rows(
                state,
                act,
                say,
                entry=lambda article: article_entry(
                    article, partial(act.open, article.id), say, chosen=article.id == state.open_id
                ),
                empty=lambda: nothing(say("Keine Artikel"), state, act, say),
                more=say("Mehr Artikel zeigen"),
            ),
        ],
        lead=say("Was hilft, wenn das Leben schwer ist. Kurz erklärt, mit Wegen zu Menschen, die helfen."),
        icon="guide",
        level=level,
    )


def article_screen(state: ArticleState, act: ArticleStore, say: Language, level: int = 1) -> ft.Control:
    """The page of an article."""
    return single(state, act, say, draw=lambda record, now: _article(record, state, act, say, now, level), back=PATH)


def _article(
    article: Article, state: ArticleState, act: ArticleStore, say: Language, now: datetime, level: int
) -> ft.Control:
    under = level + 1
    return page(
        say.text(article.name),
        [
            *([flag(say("Muster: Dieser Eintrag ist ein erfundenes Beispiel."))] if article.provenance.sample else []),
            *([danger_card(act.leave, say, under, topic=article.topics[0])] if article.danger else []),
            aloud_part(article, state, act, say),
            *(section(part, say, under) for part in article.sections),
            offers_part(article, act, say, under),
            notice(say("Dieser Text ersetzt keine Beratung und keine Behandlung.")),
            heading(say("Woher wissen wir das?"), under),
            provenance(article.provenance, now, say),
        ],
        lead=say.text(article.summary),
        icon=article.topics[0],
        level=level,
    )
