"""Owns the frame every page stands in: tabs, top, offline ribbon, one or two panes; it must not draw pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import flet as ft

from app.home import Home
from app.leaving import way_out
from app.routes import ASIDE, Route, back_of, find, has_details, parent_of
from app.session import Frame
from contract.problems import Code
from views.kit.button import icon_button, quiet_button
from views.kit.navigation import Tab, beside_edge, bottom_bar, frame, menu_bar, pane, rail, top_bar
from views.kit.notice import notice, ribbon
from views.kit.page import side_by_side
from views.kit.theme import toned
from views.kit.tokens import PAIR, RAIL, SCALES
from views.states import kept_badly

#: Below this width, in logical pixels at scale 1, five words no longer fit beside each other.
BAR = 345
#: Below this width, at scale 1, the top bar has no room for language and text size.
TOOLS = 760


@dataclass(frozen=True)
class Room:
    """What a window has room for. Large text needs more of it, but not in proportion: lines also wrap."""

    pair: bool
    rail: bool
    tools: bool
    bar: bool

    @staticmethod
    def of(width: float, scale: float) -> Room:
        """The room in `width` logical pixels at a text scale."""
        wide = max(1.0, scale * 0.75)
        return Room(width >= PAIR * wide, width >= RAIL * wide, width >= TOOLS * scale, width >= BAR * scale)


@ft.component
def shell(home: Home, state_of: Frame) -> list[ft.View]:
    """The views of the window: the page, and below a detail on a phone its list, to go back to."""
    state = state_of.state
    route, ident = find(state.route)
    parent = parent_of(route)
    room = Room.of(state.width, state.settings.scale)
    if room.pair and (parent or has_details(route)):
        beside = _pane(home, room, route, ident, 2, share=3) if parent else _choose_first(home)
        return [_view(home, room, route, [_pane(home, room, parent or route, "", 1, share=2), beside], ident)]
    views = [_view(home, room, route, [_pane(home, room, route, ident, 1)], ident)]
    if parent:
        views.insert(0, _view(home, room, parent, [_pane(home, room, parent, "", 1)]))
    return views


def _view(home: Home, room: Room, route: Route, panes: list[ft.Control], ident: str = "") -> ft.View:
    say, state = home.say, home.frame.state
    tight = not (room.bar or room.rail)
    tools = _tools(home) if room.tools else []
    top = [top_bar(_left(home, route, tight=tight), tools, (say("Notfall"), partial(home.frame.go, "/notfall")))]
    if not tight:
        top += _ribbon(home)
    top += [beside_edge(each) for each in way_out(home, route, ident)]
    tabs = _tabs(route, home)
    side = bottom = None
    if room.rail:
        side = rail(tabs, width=round(96 + 84 * state.settings.scale))
    elif room.bar:
        bottom = bottom_bar(tabs)
    else:
        menu = Tab(say("Menü"), "menu", partial(home.frame.go, "/menue"), here=route.path == "/menue")
        bottom = menu_bar([tabs[0], menu])
    window = toned(route.tab, frame(top, panes, side=side, bottom=bottom), contrast=state.settings.contrast)
    return ft.View(route=route.path, controls=[window], padding=0, spacing=0)


def _left(home: Home, route: Route, *, tight: bool) -> ft.Control:
    """The way back, or to one's own page; where large text leaves no room, its pictogram."""
    say, back = home.say, back_of(route, home.frame.state.route)
    if route.path == "/hilfe/{id}" and home.traces.wegweiser.state.leaf == "result":
        back = "/wegweiser"  # where the offer was found
    name, icon, path = (say("Zurück"), "back", back) if back else (say("Ich"), "account", "/ich")
    press = partial(home.frame.go, path)
    return icon_button(name, icon, press) if tight else quiet_button(name, press, icon=icon)


def _pane(home: Home, room: Room, route: Route, ident: str, level: int, *, share: int = 1) -> ft.Control:
    """A page that scrolls. What found no room above it stands at its head and scrolls with it."""
    head = [] if room.bar or room.rail else _ribbon(home)
    if not room.tools and level == 1:
        head.append(side_by_side(_tools(home)))
    return pane(
        [*head, route.draw(home, ident, level)], key=f"{route.path}#{ident}#{home.frame.state.turn}", share=share
    )


def _choose_first(home: Home) -> ft.Control:
    """What stands beside a list while nothing of it is open."""
    say = home.say
    return pane([notice(say("Wählen Sie links etwas aus. Dann steht es hier."), icon="empty")], key="nothing", share=3)


def _tools(home: Home) -> list[ft.Control]:
    """Language and text size, on every page head."""
    say, settings, settle = home.say, home.frame.state.settings, home.frame.settle
    simple = settings.language == "de-simple"
    larger = next((scale for scale in SCALES if scale > settings.scale), SCALES[0])
    return [
        quiet_button(
            say("Standard-Sprache") if simple else say("Einfache Sprache"),
            lambda: settle(language="de" if simple else "de-simple"),
            icon="language",
        ),
        quiet_button(
            say("Größer") if larger > settings.scale else say("Kleiner"),
            lambda: settle(scale=larger),
            icon="textsize",
        ),
    ]


def _ribbon(home: Home) -> list[ft.Control]:
    """What stands under the top of every page; nothing when all is well."""
    return [*_troubles(home), *_reach(home)]


def _troubles(home: Home) -> list[ft.Control]:
    """What happened to what is kept on this device, until the person closes it; under "Ich" it stands anyway."""
    say, state = home.say, home.frame.state
    fresh = [] if state.route == "/ich" else [each for each in state.troubles if each not in state.closed]
    return [
        ribbon(
            kept_badly(trouble, say),
            icon="broken",
            close=(say("Hinweis schließen"), partial(home.frame.close_trouble, trouble)),
        )
        for trouble in fresh
    ]


def _reach(home: Home) -> list[ft.Control]:
    """What happened when the hub gave nothing good, and how old things are; nothing when all is well."""
    say, status = home.say, home.frame.state.status
    if status.problem is None:
        return []
    offline = status.problem is Code.HUB_UNREACHABLE
    what = say.problem(status.problem)[0]
    if status.fetched_at is None:
        if offline:
            return [ribbon(say("Ohne Netz. Sie sehen, was die App mitbringt. Neues und Termine fehlen noch."))]
        return [ribbon(f"{what} {say('Sie sehen, was die App mitbringt.')}")]
    age = say.ago(status.fetched_at, home.clock.now())
    if offline:
        return [ribbon(say("Ohne Netz – Stand: {age}", age=age))]
    return [ribbon(f"{what} {say('Zuletzt geladen: {age}', age=age)}")]


def _tabs(route: Route, home: Home) -> list[Tab]:
    say, go = home.say, home.frame.go
    words = (
        ("home", say("Start"), "start", "/"),
        ("forum", say("Forum"), "forum", "/forum"),
        ("help", say("Hilfe"), "help", "/hilfe"),
        ("participation", say("Mitmachen"), "participation", "/mitmachen"),
        ("volunteer", say("Ehrenamt"), "volunteer", "/ehrenamt"),
    )
    return [
        Tab(name, icon, partial(go, path), here=measure == route.tab and not {route.path, route.parent} & set(ASIDE))
        for measure, name, icon, path in words
    ]
