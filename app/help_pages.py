"""Owns which store each page of the help-finder is drawn from; it must not hold words or wiring.

Each function draws one page of `app.routes`: `page(home, id, level)`.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import flet as ft

from app.drawing import detail, drawn, form, shown
from app.home import Home
from contract.help import HelpOffer
from views.help.articles.parts import all_articles, articles_on
from views.help.articles.screen import article_screen, articles_screen
from views.help.callback.screen import callback_screen
from views.help.crisis.screen import crisis_screen
from views.help.desk.screen import desk_screen
from views.help.entry.screen import entry_screen
from views.help.finder.screen import finder_screen
from views.help.instrument.screen import instrument_screen
from views.help.keywords.screen import keywords_screen
from views.help.offer.check import offer_check
from views.help.offer.screen import offer_screen
from views.help.office.screen import office_screen
from views.help.people.screen import people_calls, people_section
from views.help.people.store import PeopleState
from views.help.wegweiser.screen import wegweiser_screen
from views.kit.page import beneath, column
from views.kit.tokens import L
from views.single import single


def finder(home: Home, _id: str, level: int) -> ft.Control:
    act, shelf, say = home.finder, home.reading, home.say

    def whole(state: Any) -> ft.Control:
        topic = state.filters.topic
        reading = drawn(shelf, lambda s: articles_on(s, shelf, say, level + 1), partial(shelf.about, topic), topic)
        screen = finder_screen(state, act, say, level, reading=[reading] if topic else [])
        return column([screen, beneath([all_articles(act, say)])], gap=L)

    return drawn(act, whole, act.refresh, "finder")


def keywords(home: Home, _id: str, level: int) -> ft.Control:
    return shown(home, home.keywords, keywords_screen, level)


def articles(home: Home, _id: str, level: int) -> ft.Control:
    return shown(home, home.articles, articles_screen, level)


def article(home: Home, ident: str, level: int) -> ft.Control:
    return detail(home, home.article, ident, article_screen, level, home.articles, kind="articles")


def offer(home: Home, ident: str, level: int) -> ft.Control:
    check, say = home.desk.check, home.say

    def ask(found: HelpOffer, below: int) -> ft.Control:
        begin = partial(check.show, found.id, say.text(found.name))
        return form(check, found.id, lambda s: offer_check(s, check, say, below), begin)

    return detail(home, home.offer, ident, offer_screen, level, home.finder, kind="help", check=ask)


def callback(home: Home, ident: str, level: int) -> ft.Control:
    """The request stands on the offer's page: what it is about, and whether it takes such requests."""
    act, say, address = home.desk.callback, home.say, home.frame.state.route
    # Who chose "Ich komme nicht allein" finds that switched on; it stays theirs to change.
    given = {"company": True} if "begleitung=ja" in urlsplit(address).query else {}

    def ask(found: HelpOffer, _now: datetime) -> ft.Control:
        begin = partial(act.show, found.id, say.text(found.name), **given)
        return form(act, found.id, lambda s: callback_screen(s, act, say, level, offer=found), begin)

    return drawn(
        home.offer,
        lambda s: single(s, home.offer, say, draw=ask, back="/hilfe"),
        partial(home.offer.show, ident),
        ident,
    )


def crisis(home: Home, _id: str, level: int) -> ft.Control:
    act, people, say = home.crisis, home.people, home.say

    def whole(kept: PeopleState) -> ft.Control:
        near, own = people_calls(kept, say, level + 1), [people_section(kept, people, say, level + 1)]
        return drawn(act, lambda s: crisis_screen(s, act, say, level, near=near, own=own), act.refresh, "crisis")

    return drawn(people, whole, people.refresh, "people")


def wegweiser(home: Home, _id: str, level: int) -> ft.Control:
    return shown(home, home.traces.wegweiser, wegweiser_screen, level)


def instrument(home: Home, ident: str, level: int) -> ft.Control:
    act, say = home.traces.instrument, home.say
    return drawn(act, lambda s: instrument_screen(s, act, say, level), partial(act.show, ident), ident)


def desk(home: Home, _id: str, level: int) -> ft.Control:
    return shown(home, home.desk.provider, desk_screen, level)


def entry(home: Home, ident: str, level: int) -> ft.Control:
    act, say = home.desk.entry, home.say
    return drawn(act, lambda s: entry_screen(s, act, say, level), partial(act.show, ident), ident)


def office(home: Home, _id: str, level: int) -> ft.Control:
    return shown(home, home.desk.office, office_screen, level)
