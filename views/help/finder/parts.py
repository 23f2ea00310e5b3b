"""Draws what the finder is made of: topics, filters, an offer as a row; it must not do anything."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import flet as ft

from contract.help import TOPICS, HelpOffer
from services.language import Language
from views.help.finder.store import FinderState, FinderStore
from views.hours import offer_opening
from views.kit.button import choice, quiet_button
from views.kit.card import entry
from views.kit.page import column, side_by_side
from views.kit.text import heading
from views.words import audience_words, channel_words, language_words, topic_words

#: Topics shown before one asks for all.
FEW = 6


def topic_choices(state: FinderState, act: FinderStore, say: Language) -> ft.Control:
    """The topics of the directory as things one can choose: a few, all on request, the chosen one alone.

    While one searches they make room for what is found.
    """
    names = topic_words(say)
    chosen = state.filters.topic
    few = TOPICS[: 0 if state.query else FEW]
    shown = (chosen,) if chosen else TOPICS if state.all_topics else few
    choices = [
        choice(names[topic], partial(act.choose, topic=topic), chosen=topic == chosen, icon=topic) for topic in shown
    ]
    if not chosen:
        name = say("Weniger Themen") if state.all_topics else say("Alle Themen")
        choices.append(quiet_button(name, act.unfold_topics, icon="menu"))
    return side_by_side(choices)


def filter_choices(state: FinderState, act: FinderStore, say: Language) -> list[ft.Control]:
    """The filters, folded away until one wants them; how many are set stands on the button."""
    filters = state.filters
    on = sum(
        bool(value)
        for value in (
            filters.audience, filters.language, filters.channel, filters.free, filters.open_now, filters.barrier
        )
    )  # fmt: skip
    name = (
        say.count("Genauer suchen ({n} gewählt)", "Genauer suchen ({n} gewählt)", on) if on else say("Genauer suchen")
    )
    button = quiet_button(say("Weniger zeigen") if state.filtering else name, act.unfold, icon="filter")
    if not state.filtering:
        return [side_by_side([button])]
    groups = [
        (
            say("Was ist Ihnen wichtig?"),
            [
                choice(say("kostenlos"), lambda: act.choose(free=True), chosen=filters.free),
                choice(say("jetzt offen"), lambda: act.choose(open_now=True), chosen=filters.open_now),
                choice(say("ohne Stufen"), lambda: act.choose(barrier="wheelchair"), chosen=bool(filters.barrier)),
            ],
        ),
        (say("Wie möchten Sie Kontakt aufnehmen?"), _group("channel", channel_words(say), filters.channel, act)),
        (say("Für wen?"), _group("audience", audience_words(say), filters.audience, act)),
        (say("In welcher Sprache?"), _group("language", language_words(say), filters.language, act)),
    ]
    return [
        side_by_side([button]),
        *(column([heading(title, 2), side_by_side(parts)]) for title, parts in groups),
    ]


def _group(field: str, names: dict[str, str], chosen: str, act: FinderStore) -> list[ft.Control]:
    return [choice(name, partial(act.choose, **{field: slug}), chosen=slug == chosen) for slug, name in names.items()]


def offer_entry(offer: HelpOffer, state: FinderState, act: FinderStore, say: Language) -> ft.Control:
    """An offer in the list: when it is open, what it is, the gist, who offers it."""
    lines = [gist(offer, say), offer.organization.name]
    if offer.provenance.sample:
        lines.append(say("Muster: erfundenes Beispiel"))
    return entry(
        say.text(offer.name),
        lines,
        lambda: act.open(offer.id),
        answer=offer_opening(offer, state.now or datetime.now().astimezone(), say),
        icon=offer.topics[0],
        chosen=offer.id == state.open_id,
    )


def gist(offer: HelpOffer, say: Language) -> str:
    """The first sentence of what it is."""
    text = say.text(offer.description).replace("\n", " ")
    first, dot, _rest = text.partition(". ")
    return first + ("." if dot else "")
