"""Draws a short questionnaire about how somebody is, item by item, and what it says; it must not score or diagnose."""

from __future__ import annotations

from functools import partial

import flet as ft

from contract.instruments import Instrument
from services.help.instruments import Outcome
from services.language import Language
from views.help.crisis.first import danger_card
from views.help.instrument.store import PATH, InstrumentState, InstrumentStore
from views.help.wegweiser.parts import still_there
from views.kit.button import big_choice, main_button, quiet_button
from views.kit.card import card, entry, tile
from views.kit.loading import drawn
from views.kit.notice import notice
from views.kit.page import column, page
from views.kit.text import announced, heading, paragraph, small
from views.states import failed, gone, waiting
from views.words import topic_words


def instrument_screen(state: InstrumentState, act: InstrumentStore, say: Language, level: int = 1) -> ft.Control:
    """The page "Wie geht es mir?": all questionnaires, or one of them."""
    return drawn(
        state.all,
        lambda found: _page(found, state, act, say, level),
        waiting=lambda: waiting(say),
        failed=lambda code: failed(code, act.refresh, say),
    )


def _page(
    found: tuple[Instrument, ...], state: InstrumentState, act: InstrumentStore, say: Language, level: int
) -> ft.Control:
    if not state.ident:
        return _list(found, act, say, level)
    if state.open is None:
        return gone(partial(act.visit, PATH), say)
    idle = [still_there(act.stay, say)] if state.idle else []
    if state.outcome:
        return _outcome(state.open, state.outcome, idle, act, say, level)
    return _item(state.open, state, idle, act, say, level)


def _list(found: tuple[Instrument, ...], act: InstrumentStore, say: Language, level: int) -> ft.Control:
    rows = [
        entry(
            say.text(each.name).replace("\n", " "),
            [say.count("{n} Frage", "{n} Fragen", len(each.items))],
            partial(act.visit, f"{PATH}/{each.slug}"),
            icon="psyche",
        )
        for each in found
    ]
    return page(
        say("Wie geht es mir?"),
        [column(rows, gap=8), notice(_no_diagnosis(say)), _crisis(act, say)],
        lead=say("Kurze Fragebögen aus der Wissenschaft. Ihre Antworten bleiben auf diesem Gerät."),
        icon="psyche",
        level=level,
    )


def _item(
    open_: Instrument,
    state: InstrumentState,
    idle: list[ft.Control],
    act: InstrumentStore,
    say: Language,
    level: int,
) -> ft.Control:
    """One item with its choices, in the wording of its authors."""
    given = state.answers[state.at] if state.at < len(state.answers) else None
    choices = [
        big_choice(say.text(choice.text), partial(act.choose, number), chosen=number == given)
        for number, choice in enumerate(open_.choices)
    ]
    return page(
        say.text(open_.name).replace("\n", " "),
        [
            *idle,
            paragraph(say.text(open_.lead)),
            announced(say("Frage {n} von {most}", n=state.at + 1, most=len(open_.items))),
            heading(say.text(open_.items[state.at]), level + 1),
            column(choices, gap=8),
            quiet_button(say("Eine Frage zurück") if state.at else say("Abbrechen"), act.back, icon="back"),
            small(say("Die Fragen stehen hier im Wortlaut. Nur so gilt ihr Ergebnis.")),
            *_source(open_, say),
        ],
        icon="psyche",
        level=level,
    )


def _outcome(
    open_: Instrument, outcome: Outcome, idle: list[ft.Control], act: InstrumentStore, say: Language, level: int
) -> ft.Control:
    names = topic_words(say)
    most = len(open_.items) * max(choice.score for choice in open_.choices) * open_.scale
    offers = [
        quiet_button(say("Angebote: {topic}", topic=names[topic]), partial(act.look_for, topic), icon=topic)
        for topic in open_.topics
    ]
    first = [danger_card(act.visit, say, level + 1)] if outcome.danger else []
    then = [danger_card(act.visit, say, level + 1)] if outcome.band.seek and not outcome.danger else []
    return page(
        say("Ihr Ergebnis"),
        [
            *idle,
            *first,
            card([paragraph(say.text(outcome.band.text)), small(_points(outcome, most, say))]),
            notice(_no_diagnosis(say)),
            *then,
            tile(
                say("Wegweiser"), say("In höchstens 7 Fragen zur passenden Hilfe"), "route",
                partial(act.visit, "/wegweiser"),
            ),
            column(offers, gap=8),
            *_source(open_, say),
            small(say("Ihre Antworten sind nur auf diesem Gerät. Mit „Fertig“ sind sie weg.")),
            main_button(say("Fertig"), act.done),
        ],
        icon="psyche",
        level=level,
    )  # fmt: skip


def _points(outcome: Outcome, most: float, say: Language) -> str:
    return say("{n} von {most} Punkten", n=round(outcome.score), most=round(most))


def _no_diagnosis(say: Language) -> str:
    return say("Das ist keine Diagnose. Eine Diagnose stellen nur Ärztinnen, Ärzte und Psychotherapie-Praxen.")


def _source(open_: Instrument, say: Language) -> list[ft.Control]:
    origin = open_.provenance
    return [small(say("Quelle: {source}", source=origin.source)), small(say("Lizenz: {name}", name=origin.licence))]


def _crisis(act: InstrumentStore, say: Language) -> ft.Control:
    return tile(
        say("Mit einem Menschen sprechen"), say("Nummern für den Notfall, Tag und Nacht"), "crisis",
        partial(act.visit, "/notfall"),
    )  # fmt: skip
