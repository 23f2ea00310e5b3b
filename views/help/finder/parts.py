"""Draws what one searches by: topics and filters; it must not do anything."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import flet as ft

from contract.help import TOPICS
from services.help.filters import CIRCLES, Filters
from services.language import Language
from views.help.finder.store import FinderState, FinderStore
from views.help.reasons import distance_words
from views.kit.button import choice, quiet_button
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
    if not state.query:
        choices.append(quiet_button(say("Stichwörter von A bis Z"), partial(act.leave, "/hilfe-a-z"), icon="guide"))
    return side_by_side(choices)


def filter_button(state: FinderState, act: FinderStore, say: Language) -> ft.Control:
    """Opens the filters; how many are set stands on it."""
    on = len(set(state.filters.chosen()) - {"topic"})
    name = (
        say.count("Genauer suchen ({n} gewählt)", "Genauer suchen ({n} gewählt)", on) if on else say("Genauer suchen")
    )
    return quiet_button(say("Weniger zeigen") if state.filtering else name, act.unfold, icon="filter")


def filter_choices(state: FinderState, act: FinderStore, say: Language) -> list[ft.Control]:
    """The filters, folded away until one wants them."""
    if not state.filtering:
        return []
    filters = state.filters
    groups = [
        (
            say("Was ist Ihnen wichtig?"),
            [
                choice(say("kostenlos"), lambda: act.choose(free=True), chosen=filters.free),
                choice(say("jetzt offen"), lambda: act.choose(open_now=True), chosen=filters.open_now),
            ],
        ),
        *([(say("Wie weit darf es sein?"), _circles(filters, act, say))] if state.here else []),
        (say("Was soll ohne Hürden gehen?"), _group("barrier", need_words(say), filters.barrier, act)),
        (say("Wie möchten Sie Kontakt aufnehmen?"), _group("channel", channel_words(say), filters.channel, act)),
        (say("Für wen?"), _group("audience", audience_words(say), filters.audience, act)),
        (say("In welcher Sprache?"), _group("language", language_words(say), filters.language, act)),
    ]
    return [column([heading(title, 2), side_by_side(parts)]) for title, parts in groups]


def need_words(say: Language) -> dict[str, str]:
    """What a person needs (`contract.help.BARRIERS`), as they would say it of themselves."""
    return {
        "wheelchair": say("Rollstuhl"),
        "walking": say("Rollator oder Kinderwagen"),
        "hearing": say("Ich höre schlecht"),
        "seeing": say("Ich sehe schlecht"),
        "understanding": say("Einfache Sprache"),
    }


def chosen_words(filters: Filters, names: Iterable[str], say: Language) -> str:
    """What is set of these filters, by its words: "kostenlos, Rollstuhl"."""
    told = {
        "topic": topic_words(say).get(filters.topic, ""),
        "audience": audience_words(say).get(filters.audience, ""),
        "language": language_words(say).get(filters.language, ""),
        "channel": channel_words(say).get(filters.channel, ""),
        "barrier": need_words(say).get(filters.barrier, ""),
        "free": say("kostenlos"),
        "open_now": say("jetzt offen"),
        "within": circle_words(filters.within, say),
    }
    return ", ".join(told[name] for name in names)


def circle_words(metres: int, say: Language) -> str:
    """How far it may be."""
    return say("höchstens {distance}", distance=distance_words(metres, say))


def _circles(filters: Filters, act: FinderStore, say: Language) -> list[ft.Control]:
    return [
        choice(circle_words(metres, say), partial(act.choose, within=metres), chosen=metres == filters.within)
        for metres in CIRCLES
    ]


def _group(field: str, names: dict[str, str], chosen: str, act: FinderStore) -> list[ft.Control]:
    return [choice(name, partial(act.choose, **{field: slug}), chosen=slug == chosen) for slug, name in names.items()]
