"""Draws what the guided finder is made of: answers, ways on, a match as a row; it must not do anything."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import flet as ft

from contract.wegweiser import Question
from services.help.matching import Match
from services.help.wegweiser import MOST
from services.language import Language
from views.help.reasons import because, unknown_words
from views.help.wegweiser.store import WegweiserState, WegweiserStore
from views.kit.button import Press, big_choice, main_button, quiet_button
from views.kit.card import card, entry
from views.kit.notice import told
from views.kit.page import column, side_by_side
from views.kit.text import heading, small


def text_of(question: Question, asker: str, say: Language) -> str:
    """How a question is put to this asker."""
    return say.text(question.other if question.other and asker != "me" else question.text)


def progress(state: WegweiserState, say: Language) -> str:
    """Where one is, in words: "Frage 2 von höchstens 7"."""
    ids = [question.id for question in state.way]
    at = ids.index(state.question.id) + 1 if state.question else 1
    return say("Frage {n} von höchstens {most}", n=at, most=MOST)


def answers(question: Question, state: WegweiserState, act: WegweiserStore, say: Language) -> ft.Control:
    """The answers, each as wide as the page."""
    given = state.given.get(question.id, ())
    return column(
        [
            big_choice(
                say.text(answer.text).replace("\n", ". "),
                partial(act.choose, answer.id),
                chosen=answer.id in given,
                icon=answer.icon or question.icon or None,
            )
            for answer in question.answers
        ],
        gap=8,
    )


def ways_on(question: Question, state: WegweiserState, act: WegweiserStore, say: Language) -> list[ft.Control]:
    """Not knowing and not wanting to say are always there; the way on once there is an answer."""
    parts: list[ft.Control] = [
        side_by_side(
            [
                quiet_button(say("Weiß ich nicht"), act.leave_open, icon="unknown"),
                quiet_button(say("Überspringen"), act.leave_open, icon="skip"),
                quiet_button(say("Eine Frage zurück"), act.back, icon="back"),
            ]
        )
    ]
    if state.given.get(question.id):
        parts.append(main_button(say("Weiter"), act.onward))
    return parts


def matched(match: Match, act: WegweiserStore, say: Language) -> ft.Control:
    """An offer that fits: why, what it is, the gist, what is not known."""
    offer = match.offer
    lines = [gist(say.text(offer.description)), offer.organization.name, unknown_words(match.unknown, say)]
    if offer.provenance.sample:
        lines.append(say("Muster: erfundenes Beispiel"))
    return entry(
        say.text(offer.name),
        lines,
        partial(act.show, offer.id),
        answer=because(match.reasons, say),
        icon=offer.topics[0],
    )


def gist(text: str) -> str:
    """The first sentence."""
    first, dot, _rest = text.replace("\n", " ").partition(". ")
    return first + ("." if dot else "")


def my_answers(state: WegweiserState, act: WegweiserStore, say: Language, level: int) -> ft.Control:
    """Every question with what was answered; a tap asks it again."""
    rows = [
        entry(
            text_of(question, state.asker, say),
            [_answered(question, state.given.get(question.id, ()), say)],
            partial(act.change, question.id),
            icon=question.icon,
        )
        for question in state.way
    ]
    return column(
        [heading(say("Ihre Antworten"), level), small(say("Tippen Sie auf eine Antwort, um sie zu ändern.")), *rows],
        gap=8,
    )


def _answered(question: Question, given: Sequence[str], say: Language) -> str:
    chosen = [say.text(answer.text).replace("\n", ". ") for answer in question.answers if answer.id in given]
    return ", ".join(chosen) or say("keine Antwort")


def still_there(act_stay: Press, say: Language) -> ft.Control:
    """Before all is forgotten one is asked, and may stay."""
    return card(
        [
            told(say("Sind Sie noch da? Gleich vergisst die App Ihre Antworten."), icon="clock"),
            quiet_button(say("Ich bin noch da"), act_stay, icon="tick"),
        ]
    )
