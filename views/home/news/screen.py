"""Draws the page of one message; it must not do anything."""

from __future__ import annotations

from datetime import datetime

import flet as ft

from contract.home import News
from services.language import Language
from views.detail import DetailState, DetailStore
from views.kit.link import link_button
from views.kit.notice import flag
from views.kit.page import column, page, side_by_side
from views.kit.text import heading, paragraph, small
from views.single import single
from views.states import provenance


def news_screen(state: DetailState[News], act: DetailStore[News], say: Language, level: int = 1) -> ft.Control:
    """The page of a message."""
    return single(state, act, say, draw=lambda record, now: _message(record, now, say, level), back="/")


def _message(message: News, now: datetime, say: Language, level: int) -> ft.Control:
    origin = message.provenance
    age = say("{date}, {age}", date=say.date(message.published), age=say.ago(message.published, now))
    return page(
        say.text(message.headline),
        [
            *([flag(say("Muster: Dieser Eintrag ist ein erfundenes Beispiel."))] if origin.sample else []),
            column([small(age), *(paragraph(text) for text in say.text(message.text).split("\n\n"))]),
            column(
                [
                    heading(say("Woher wissen wir das?"), level + 1),
                    provenance(origin, now, say),
                    *([_source(origin.url, say)] if origin.url else []),
                ]
            ),
        ],
        lead=say.text(message.lead),
        icon="news",
        level=level,
    )


def _source(url: str, say: Language) -> ft.Control:
    return side_by_side([link_button(say("Bei der Quelle nachlesen"), url, icon="web")])
