"""Shows the finder in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import flet as ft

from contract.help import HelpOffer, Location
from contract.problems import Code
from services.help.distance import Distance, Spot
from services.help.filters import Filters
from services.help.finder import Finder, Findings
from services.language import Language
from views.bare import CLOCK, stay, store
from views.examples.offers import BARE, DEBTS, LISTENING, LONGEST
from views.help.finder.screen import finder_screen
from views.help.finder.store import FinderState, FinderStore
from views.kit.loading import Loadable
from views.stages import LATER, NOW, ident

HERE = Spot(49.7945, 9.9296, "Marktplatz (Altstadt)")
MIDDLES = {
    "altstadt": Spot(49.793, 9.932, "Altstadt"),
    "zellerau": Spot(49.797, 9.913, "Zellerau"),
    "grombuehl": Spot(49.803, 9.946, "Grombühl"),
    "frauenland": Spot(49.786, 9.953, "Frauenland"),
    "sanderau": Spot(49.780, 9.938, "Sanderau"),
    "heidingsfeld": Spot(49.764, 9.949, "Heidingsfeld"),
    "gerbrunn": Spot(49.775, 9.994, "Gerbrunn"),
    "hoechberg": Spot(49.785, 9.882, "Höchberg"),
}


def _at(number: int, latitude: float, longitude: float, offer: HelpOffer) -> HelpOffer:
    door = Location(latitude=latitude, longitude=longitude)
    return offer.model_copy(update={"id": ident(number), "locations": (door,)})


TALK = _at(21, 49.785, 9.95, BARE)
SPREAD = (LISTENING, DEBTS, TALK, _at(22, 49.7655, 9.946, DEBTS), _at(23, 49.7652, 9.948, BARE))
#: More are there than are shown, so that the button for more stands below.
SOME = Loadable(Findings((LISTENING, DEBTS, BARE), 60))
AWAY = {DEBTS.id: Distance(512), TALK.id: Distance(1811, rough=True)}
NEAR = FinderState(
    findings=Loadable(Findings((LISTENING, DEBTS, TALK), 3, away=AWAY)), here=HERE, near=True, now=NOW, middles=MIDDLES
)
MAP = replace(NEAR, findings=Loadable(Findings(SPREAD, len(SPREAD), away=AWAY)), mapped=True)


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page."""
    chosen = Filters(topic="geld", free=True, barrier="wheelchair")
    states = {
        "full": FinderState(findings=SOME, now=NOW),
        "empty": FinderState(query="Drachenflug", findings=Loadable(Findings((), 0)), now=NOW),
        "busy": FinderState(findings=Loadable(busy=True), now=NOW),
        "failed": FinderState(findings=Loadable(problem=Code.STORE_BROKEN.value), now=NOW),
        "stale": FinderState(findings=Loadable(SOME.value, problem=Code.HUB_UNREACHABLE.value), now=LATER),
        "longest": FinderState(findings=Loadable(Findings((LONGEST, LONGEST.model_copy()), 2)), now=NOW),
        "filters": FinderState(filters=chosen, filtering=True, findings=Loadable(Findings((DEBTS,), 1)), now=NOW),
        "suggestion": FinderState(
            query="Schuldnerbratung", findings=Loadable(Findings((), 0, "Schuldnerberatung")), now=NOW
        ),
        "chosen": FinderState(findings=SOME, now=NOW, open_id=DEBTS.id),
        "where": FinderState(
            findings=SOME, now=NOW, asking=True, where="He", spots=tuple(MIDDLES.values())[:4], here=HERE
        ),
        "unknown-place": FinderState(findings=SOME, now=NOW, asking=True, where="Xanten"),
        "near": replace(NEAR, filters=Filters(within=3000), filtering=True),
        "wider": FinderState(
            filters=Filters(free=True, language="el"),
            findings=Loadable(Findings((DEBTS,), 1, dropped=("language",))),
            now=NOW,
        ),
        "map": MAP,
        "map-chosen": replace(MAP, mark=1),
        "map-nowhere": replace(MAP, findings=Loadable(Findings((LISTENING,), 1)), here=None),
    }
    act = FinderStore(Finder(store(), CLOCK), CLOCK, stay, keep=lambda _spot: asyncio.sleep(0))
    return {name: finder_screen(state, act, say) for name, state in states.items()}
