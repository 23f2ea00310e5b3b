"""Draws offers on a map with the same offers below it, under the same numbers; it must not do anything."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import flet as ft

from services.help.chart import MAIN, STEP, Chart, Mark, Sight, charted, whole
from services.help.distance import Spot, door
from services.help.finder import Findings
from services.language import Language
from views.help.finder.rows import offer_entry
from views.help.finder.store import FinderState, FinderStore
from views.kit.button import choice, quiet_button
from views.kit.map import Point, Scene, Touch, Window, map_picture
from views.kit.page import column, side_by_side
from views.kit.text import heading, small

#: A share of the width that one step to a side moves by.
ASIDE = 0.4


def offer_map(findings: Findings, state: FinderState, act: FinderStore, say: Language) -> ft.Control:
    """The map, its buttons, and the offers by their numbers."""
    sight = state.sight or _all(findings, state)
    chart = charted(findings.offers, state.here, state.middles, sight.across)
    return column(
        [
            map_picture(
                scene(chart.marks, sight, state),
                _told(chart, state, say),
                state.width,
                Touch(
                    press=lambda index: act.point(chart.marks[index].number),
                    fit=lambda width: act.put(width=width),
                    move=lambda east, north, factor: act.look(sight.moved(east, north).zoomed(factor)),
                ),
            ),
            small(say("Eigene Zeichnung: die Punkte sind Orte, das Band ist ungefähr der Main.")),
            side_by_side(_ways(sight, chart.marks, state, act, say)),
            *(_numbers(chart.marks, state, act, say) if len(chart.marks) > 1 else []),
            *_below(chart, state, act, say),
        ],
        gap=8,
    )


def scene(marks: Sequence[Mark], sight: Sight, state: FinderState) -> Scene:
    """What is drawn: the chosen spot, offers by number, the middles of places."""
    here = Point(state.here.name, state.here.latitude, state.here.longitude) if state.here else None
    return Scene(
        Window(sight.latitude, sight.longitude, sight.across, state.scale),
        dots=[
            Point(spot.name, spot.latitude, spot.longitude)
            for key, spot in state.middles.items()
            if not key.isdigit()
        ],
        river=MAIN,
        pins=[
            Point(str(mark.number), mark.spot.latitude, mark.spot.longitude, mark.number == state.mark)
            for mark in marks
        ],
        here=here,
    )  # fmt: skip


def _all(findings: Findings, state: FinderState) -> Sight:
    doors = [door(offer, state.here, state.middles) for offer in findings.offers]
    spots: list[Spot] = [found[0] for found in doors if found]
    return whole([*spots, *([state.here] if state.here else [])])


def _told(chart: Chart, state: FinderState, say: Language) -> str:
    """What the picture shows, for ears."""
    told = say.count(
        "Karte mit {n} Nummer. Die Angebote stehen darunter.",
        "Karte mit {n} Nummern. Die Angebote stehen darunter.",
        len(chart.marks),
    )
    return f"{told} {say('Sie sind hier: {place}.', place=state.here.name)}" if state.here else told


def _ways(sight: Sight, marks: Sequence[Mark], state: FinderState, act: FinderStore, say: Language) -> list[ft.Control]:
    chosen = next((mark.spot for mark in marks if mark.number == state.mark), None)
    # Closer to what one chose, at first to where one is; then to the middle.
    close = sight.at(chosen or (None if state.sight else state.here))
    buttons = [
        quiet_button(say("Näher"), lambda: act.look(close.zoomed(STEP))),
        quiet_button(say("Weiter weg"), lambda: act.look(sight.zoomed(1 / STEP))),
    ]
    if state.sight is None:
        return buttons
    steps = (
        (say("Nach Westen"), -ASIDE, 0.0),
        (say("Nach Osten"), ASIDE, 0.0),
        (say("Nach Norden"), 0.0, ASIDE),
        (say("Nach Süden"), 0.0, -ASIDE),
    )
    buttons += [quiet_button(name, partial(_step, act, sight.moved(east, north))) for name, east, north in steps]
    return [*buttons, quiet_button(say("Alles zeigen"), lambda: act.look(None))]


def _step(act: FinderStore, sight: Sight) -> None:
    act.look(sight)


def _numbers(marks: Sequence[Mark], state: FinderState, act: FinderStore, say: Language) -> list[ft.Control]:
    """The numbers as buttons, for who has no finger on the map."""
    buttons = [
        choice(str(mark.number), partial(act.point, mark.number), chosen=mark.number == state.mark) for mark in marks
    ]
    return [small(say("Was steht bei dieser Nummer?")), side_by_side(buttons)]


def _below(chart: Chart, state: FinderState, act: FinderStore, say: Language) -> list[ft.Control]:
    chosen = [mark for mark in chart.marks if mark.number == state.mark]
    rows = [
        offer_entry(offer, state, act, say, number=mark.number)
        for mark in chosen or chart.marks
        for offer in mark.offers
    ]
    if chosen or not chart.nowhere:
        return rows
    rows.append(heading(say("Ohne Punkt auf der Karte: am Telefon, im Netz oder unterwegs"), 2))
    return [*rows, *(offer_entry(offer, state, act, say) for offer in chart.nowhere)]
