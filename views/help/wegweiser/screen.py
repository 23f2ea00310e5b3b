"""Draws the guided finder: one question a screen, the crisis card first, then what fits and why; it must not match."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.help.matching import Matches
from services.language import Language
from views.help.crisis.first import danger_card, first_calls
from views.help.wegweiser.parts import (
    answers,
    matched,
    my_answers,
    progress,
    still_there,
    text_of,
    ways_on,
)
from views.help.wegweiser.store import Found, WegweiserState, WegweiserStore
from views.kit.button import main_button, quiet_button
from views.kit.card import tile
from views.kit.loading import drawn
from views.kit.notice import notice, speaking
from views.kit.page import column, page
from views.kit.text import announced, heading, small
from views.states import failed, waiting


def wegweiser_screen(state: WegweiserState, act: WegweiserStore, say: Language, level: int = 1) -> ft.Control:
    """The page "Wegweiser"."""
    return drawn(
        state.found,
        lambda found: _leaf(found, state, act, say, level),
        waiting=lambda: waiting(say),
        failed=lambda code: failed(code, act.refresh, say),
    )


def _leaf(found: Found, state: WegweiserState, act: WegweiserStore, say: Language, level: int) -> ft.Control:
    if found.questionnaire is None or state.question is None:
        return _nothing(act, say, level)
    if state.leaf == "danger":
        return _danger(state, act, say, level)
    if state.leaf == "result":
        return _result(state, act, say, level)
    question = state.question
    return page(
        text_of(question, state.asker, say),
        [
            *_idle(state, act, say),
            announced(progress(state, say)),
            answers(question, state, act, say),
            *ways_on(question, state, act, say),
        ],
        lead=say.text(question.hint) if question.hint else "",
        icon=question.icon,
        level=level,
    )


def _danger(state: WegweiserState, act: WegweiserStore, say: Language, level: int) -> ft.Control:
    """Before anything else: people to call, calmly; the questions wait."""
    return page(
        say("Zuerst: Hilfe für jetzt"),
        [
            *_idle(state, act, say),
            *_first(state, act, say, level + 1),
            quiet_button(say("Eine Frage zurück"), act.back, icon="back"),
            quiet_button(say("Weiter im Wegweiser"), act.go_on, icon="route"),
        ],
        lead=say("Was Sie erleben, ist schwer. Andere Menschen können Ihnen jetzt helfen."),
        icon="crisis",
        level=level,
    )


def _first(state: WegweiserState, act: WegweiserStore, say: Language, level: int) -> list[ft.Control]:
    """Whom to call now, by what was answered: despair, violence, or any other danger."""
    given = [answer for question in state.way for answer in question.answers if answer.id in state.chosen(question)]
    just = [answer for answer in given if state.question and answer in state.question.answers]
    if any(wish.facet == "topic:psyche" for answer in just if answer.danger for wish in answer.wants):
        return [danger_card(act.visit, say, level)]
    if any(wish.facet == "topic:gewalt" for answer in given for wish in answer.wants if wish.must):
        return [danger_card(act.visit, say, level, topic="gewalt")]
    ways = quiet_button(say("Alle Notfall-Nummern"), partial(act.visit, "/notfall"), icon="crisis")
    return [first_calls(say), ways]


def _result(state: WegweiserState, act: WegweiserStore, say: Language, level: int) -> ft.Control:
    return page(
        say("Das passt zu Ihren Antworten"),
        [
            *_idle(state, act, say),
            drawn(
                state.matches,
                lambda found: _matches(found, act, say, level + 1),
                waiting=lambda: waiting(say),
                failed=lambda code: failed(code, act.renew, say),
            ),
            my_answers(state, act, say, level + 1),
            small(say("Ihre Antworten sind nur auf diesem Gerät. Mit „Fertig“ sind sie weg.")),
            main_button(say("Fertig"), act.done),
        ],
        icon="route",
        level=level,
    )


def _matches(found: Matches, act: WegweiserStore, say: Language, level: int) -> ft.Control:
    fitting = [match for match in found.matches if not match.wider]
    wider = [match for match in found.matches if match.wider]
    ask = tile(
        say("Mit einem Menschen sprechen"), say("Nummern für den Notfall, Tag und Nacht"), "crisis",
        partial(act.visit, "/notfall"),
    )  # fmt: skip
    parts: list[ft.Control] = [ask] if found.danger else []
    parts.append(announced(say.count("{n} Angebot passt gut", "{n} Angebote passen gut", len(fitting))))
    parts += [matched(match, act, say) for match in fitting]
    if any("near" in match.unknown for match in fitting) and not any(_told_near(found)):
        parts.append(quiet_button(say("Ihren Ort einstellen"), partial(act.visit, "/ich"), icon="place"))
    if wider:
        parts.append(notice(say("Zu allem zusammen passt wenig. Darum zeigen wir, was zum Teil passt.")))
        parts.append(heading(say("Passt zum Teil"), level))
        parts += [matched(match, act, say) for match in wider]
    parts += [] if found.danger else [ask]
    parts.append(quiet_button(say("Selbst suchen"), partial(act.visit, "/hilfe"), icon="search"))
    parts.append(quiet_button(say("Wie geht es mir?"), partial(act.visit, "/wie-geht-es-mir"), icon="psyche"))
    return column(parts, gap=8)


def _told_near(found: Matches) -> list[bool]:
    """For each offer whether its distance is known."""
    return [any(reason.kind == "near" for reason in match.reasons) for match in found.matches]


def _idle(state: WegweiserState, act: WegweiserStore, say: Language) -> list[ft.Control]:
    return [still_there(act.stay, say)] if state.idle else []


def _nothing(act: WegweiserStore, say: Language, level: int) -> ft.Control:
    """The questions have not come yet: never an empty end."""
    return page(
        say("Wegweiser"),
        [
            speaking(
                say("Die Fragen sind noch nicht auf diesem Gerät"),
                say("Sie kommen, sobald es Netz gibt. Suchen und anrufen können Sie jetzt schon."),
                step=say("Selbst suchen"),
                press=partial(act.visit, "/hilfe"),
            ),
            tile(
                say("Mit einem Menschen sprechen"), say("Nummern für den Notfall, Tag und Nacht"), "crisis",
                partial(act.visit, "/notfall"),
            ),
        ],
        level=level,
    )  # fmt: skip
