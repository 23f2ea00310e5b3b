"""Draws what a guide is made of: its row, dated facts, numbered steps; it must not do anything."""

from __future__ import annotations

from functools import partial

import flet as ft

from contract.text import Text
from contract.volunteer import Guide, Step
from services.language import Language
from views.kit.button import choice
from views.kit.card import card, entry
from views.kit.page import column, side_by_side
from views.kit.text import answer, paragraph, small, words
from views.listing import ListState, ListStore
from views.rows import gist, sample_line


def topic_words(say: Language) -> dict[str, str]:
    """The topics of guides, as people would say it."""
    return {
        "feiern": say("Feste feiern"),
        "geld": say("Geld und Steuern"),
        "verein": say("Verein gründen"),
        "anerkennung": say("Dank und Anerkennung"),
    }


def topic_choices(state: ListState, act: ListStore, say: Language) -> ft.Control:
    """The filter of the list."""
    return side_by_side(
        [
            choice(name, partial(act.choose, f"topic:{topic}"), chosen=f"topic:{topic}" in state.facets)
            for topic, name in topic_words(say).items()
        ]
    )


def guide_entry(guide: Guide, state: ListState, act: ListStore, say: Language) -> ft.Control:
    """A guide in the list: the citizens' word, the gist, small the office's word and the age."""
    return entry(
        say.text(guide.name),
        [
            gist(say.text(guide.summary)),
            office_line(guide, say),
            say("Stand: {date}", date=say.date(guide.as_of)),
            sample_line(guide.provenance, say),
        ],
        lambda: act.open(guide.id),
        icon="guide",
        chosen=guide.id == state.open_id,
    )


def office_line(guide: Guide, say: Language) -> str:
    """The office's word for the thing, needed on forms; empty where there is none."""
    return say("Das Amt sagt: {word}", word=guide.office_name) if guide.office_name else ""


def scope_words(say: Language) -> dict[str, str]:
    """Where a fact holds (`contract.volunteer.Guide.scope`)."""
    return {
        "germany": say("Gilt in Deutschland"),
        "bavaria": say("Gilt in Bayern"),
        "city": say("Gilt in der Stadt Würzburg"),
        "municipality": say("In jeder Gemeinde anders"),
    }


def fact_cards(guide: Guide, say: Language) -> list[ft.Control]:
    """Each fact with where and since when it holds: a rule without both is worth nothing to a club."""
    mark = say("{scope}. Stand: {date}", scope=scope_words(say)[guide.scope], date=say.date(guide.as_of))
    return [card([paragraph(say.text(known)), small(mark)]) for known in guide.facts if not _disclaimer(known)]


def _disclaimer(known: Text) -> bool:
    """Guides may bring the sentence about legal advice as a fact; the page says it once, at its own place."""
    return "keine Rechtsberatung" in known.de


def step_rows(guide: Guide, say: Language) -> list[ft.Control]:
    """The steps, numbered, each with its deadline."""
    return [_step(number, step, say) for number, step in enumerate(guide.steps, 1)]


def _step(number: int, step: Step, say: Language) -> ft.Control:
    texts: list[ft.Control] = [paragraph(say.text(step.text))]
    if step.days_before is not None:
        texts.append(answer(_deadline(step.days_before, say)))
    body = column(texts, gap=4)
    body.expand = True
    return ft.Row(
        [words(f"{number}.", bold=True), body], spacing=8, vertical_alignment=ft.CrossAxisAlignment.START
    )  # fmt: skip


def _deadline(days: int, say: Language) -> str:
    if days == 0:
        return say("am Tag selbst")
    return say.count("spätestens {n} Tag vorher", "spätestens {n} Tage vorher", days)
