"""Draws what belongs to one person: place, topics, what the app knows and how old it is; it must not do anything."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import flet as ft

from contract.help import TOPICS
from contract.home import Place
from contract.kinds import KINDS
from contract.problems import Code
from services.clock import BERLIN
from services.language import Language
from services.sync import Report
from views.account.me.store import MeState, MeStore, Places
from views.kinds import kind_words
from views.kit.button import choice, quiet_button
from views.kit.card import card
from views.kit.field import search_field
from views.kit.loading import drawn
from views.kit.page import column, side_by_side
from views.kit.text import announced, small, words
from views.states import failed, waiting
from views.words import topic_words


def place_choices(state: MeState, act: MeStore, say: Language) -> list[ft.Control]:
    """The place one has chosen, and a field to find another among the 65."""
    return [
        *_chosen_place(state, act, say),
        words(say("Wählen Sie Ihren Stadtteil oder Ihre Gemeinde. Dann sehen Sie zuerst, was dort los ist.")),
        search_field(say("Ort suchen"), state.query, act.find),
        drawn(
            state.places,
            lambda places: _fitting(places, state, act, say),
            waiting=lambda: waiting(say),
            failed=lambda code: failed(code, act.refresh, say),
        ),
    ]


def _chosen_place(state: MeState, act: MeStore, say: Language) -> list[ft.Control]:
    place = state.place
    if place is None:
        return []
    return [
        card(
            [
                words(say.text(place.name), "title_medium"),
                words(say("Ihr Amt: {office}", office=place.office.name)),
                side_by_side([quiet_button(say("Ort wieder vergessen"), partial(act.live_in, ""))]),
            ]
        )
    ]


def _fitting(places: Places, state: MeState, act: MeStore, say: Language) -> ft.Control:
    if not places.every:
        return words(say("Die Orte sind noch nicht auf diesem Gerät. Mit Internet lädt die App sie von allein."))
    fitting = places.fitting
    if not fitting:
        return column(
            [
                announced(say("Diesen Ort kennen wir nicht. Vielleicht heißt er auch anders.")),
                side_by_side([quiet_button(say("Alle Orte zeigen"), partial(act.find, ""))]),
            ]
        )
    parts: list[ft.Control] = [side_by_side([_place(place, state, act, say) for place in fitting[: state.shown]])]
    if state.query.strip():
        parts.insert(0, announced(say.count("{n} Ort gefunden", "{n} Orte gefunden", len(fitting))))
    if len(fitting) > state.shown:
        parts.append(side_by_side([quiet_button(say("Alle Orte zeigen"), act.more)]))
    return column(parts, gap=8)


def _place(place: Place, state: MeState, act: MeStore, say: Language) -> ft.Control:
    chosen = place.slug == state.settings.place
    return choice(say.text(place.name), partial(act.live_in, "" if chosen else place.slug), chosen=chosen)


def topic_choices(state: MeState, act: MeStore, say: Language) -> list[ft.Control]:
    """The topics of the help-finder; what is chosen stands on the start page."""
    names = topic_words(say)
    chosen = state.settings.topics
    return [
        words(say("Was Sie hier wählen, steht auf der Startseite.")),
        side_by_side(
            [choice(names[topic], partial(act.choose, topic), chosen=topic in chosen, icon=topic) for topic in TOPICS]
        ),
    ]


def own_data(state: MeState, act: MeStore, say: Language) -> list[ft.Control]:
    """What is kept about a person, said plainly, and how old the content is."""
    sentences = (
        say("Nur das, was Sie auf dieser Seite wählen, und was Sie selbst schreiben oder merken."),
        say("Es bleibt auf diesem Gerät.") if state.kept else say("Es wird gelöscht, wenn Sie die App schließen."),
        say("Zu uns kommt nur, was Sie absenden. Mit einem Konto auch, was Sie sich merken."),
        say("Sie brauchen kein Konto. Sie müssen keinen Namen nennen."),
        say("Niemand sieht, was Sie suchen oder lesen."),
    )
    return [
        column([words(sentence) for sentence in sentences], gap=8),
        drawn(
            state.ages,
            lambda ages: _ages(ages, state, say),
            waiting=lambda: waiting(say),
            failed=lambda code: failed(code, act.refresh, say),
        ),
        side_by_side([quiet_button(say("Jetzt neu laden"), act.renew)]),
        *_renewed(state, say),
    ]


def _ages(ages: dict[str, datetime], state: MeState, say: Language) -> ft.Control:
    now = state.now or datetime.now(BERLIN)
    names = kind_words(say)
    lines: list[ft.Control] = [words(say("Wie frisch sind die Inhalte?"), "label_medium")]
    for kind in KINDS:
        age = say.ago(ages[kind], now) if kind in ages else say("noch nie geladen")
        lines.append(small(say("{name}: {age}", name=names[kind], age=age)))
    return card(lines)


def _renewed(state: MeState, say: Language) -> list[ft.Control]:
    """What became of the last look at the hub; a screen reader is told."""
    if state.renewed.busy:
        return [announced(say("Die Inhalte werden geladen."))]
    if state.renewed.problem:
        return [_trouble(Code(state.renewed.problem), say)]
    report = state.renewed.value
    if report is None:
        return []
    problem = _first_problem(report)
    return [_trouble(problem, say) if problem else announced(say("Alles ist jetzt auf dem neuesten Stand."))]


def _first_problem(report: Report) -> Code | None:
    return next(iter(report.problems.values()), None)


def _trouble(code: Code, say: Language) -> ft.Control:
    return announced(" ".join(say.problem(code)))
