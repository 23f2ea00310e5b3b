"""Owns the frame every page stands in: tabs, top, offline ribbon, one or two panes; it must not draw pages."""

from __future__ import annotations

from functools import partial

import flet as ft

from app.house import Home
from app.routes import Route, back_of, find, has_details, parent_of
from app.session import Frame, FrameState
from services.language import Language
from services.sync import SyncStatus
from views.kit.button import quiet_button
from views.kit.navigation import Tab, bottom_bar, frame, menu_bar, pane, rail, top_bar
from views.kit.notice import notice, ribbon
from views.kit.page import side_by_side
from views.kit.theme import toned
from views.kit.tokens import PAIR, RAIL, SCALES

#: Below this width, in logical pixels at scale 1, five words no longer fit beside each other.
BAR = 345
#: Below this width, at scale 1, the top bar has no room for language and text size.
TOOLS = 760


@ft.component
def shell(home: Home, state_of: Frame) -> list[ft.View]:
    """The views of the window: the page, and below a detail on a phone its list, to go back to."""
    state = state_of.state
    route, ident = find(state.route)
    parent = parent_of(route)
    if state.width >= PAIR * max(1.0, state.settings.scale * 0.7) and (parent or has_details(route)):
        beside = _pane(home, route, ident, 2, share=3, tools=False) if parent else _choose_first(home)
        return [_view(home, state, route, [_pane(home, parent or route, "", 1, share=2, tools=False), beside])]
    narrow = state.width < TOOLS * state.settings.scale
    views = [_view(home, state, route, [_pane(home, route, ident, 1, tools=narrow)])]
    if parent:
        views.insert(0, _view(home, state, parent, [_pane(home, parent, "", 1, tools=narrow)]))
    return views


def _view(home: Home, state: FrameState, route: Route, panes: list[ft.Control]) -> ft.View:
    say, go = home.say, home.frame.go
    contrast = state.settings.contrast
    back = back_of(route)
    left = (
        quiet_button(say("Zurück"), lambda: go(back), icon="back")
        if back
        else quiet_button(say("Ich"), lambda: go("/ich"), icon="account")
    )
    roomy = state.width >= TOOLS * state.settings.scale
    tools = _tools(home) if roomy else []
    top = [top_bar(left, tools, (say("Notfall"), lambda: go("/notfall"))), *_ribbon(home, state.status, say)]
    tabs = _tabs(route, say, home)
    side = bottom = None
    if state.width >= RAIL:
        side = rail(tabs, width=round(96 + 84 * state.settings.scale))
    elif state.width >= BAR * state.settings.scale:
        bottom = bottom_bar(tabs)
    else:
        menu = Tab(say("Menü"), "menu", lambda: go("/menue"), here=route.path == "/menue")
        bottom = menu_bar([tabs[0], menu])
    window = toned(route.tab, frame(top, panes, side=side, bottom=bottom), contrast=contrast)
    return ft.View(route=route.path, controls=[window], padding=0, spacing=0)


def _pane(home: Home, route: Route, ident: str, level: int, *, share: int = 1, tools: bool) -> ft.Control:
    head = [side_by_side(_tools(home))] if tools else []
    return pane([*head, route.draw(home, ident, level)], key=f"{route.path}#{ident}", share=share)


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


def _ribbon(home: Home, status: SyncStatus, say: Language) -> list[ft.Control]:
    """How old things are when the hub does not answer; nothing when all is well or nothing was asked yet."""
    if status.problem is None:
        return []
    if status.fetched_at is None:
        return [ribbon(say("Ohne Netz. Sie sehen, was die App mitbringt. Neues und Termine fehlen noch."))]
    age = say.ago(status.fetched_at, home.clock.now())
    return [ribbon(say("Ohne Netz – Stand: {age}", age=age))]


def _tabs(route: Route, say: Language, home: Home) -> list[Tab]:
    go = home.frame.go
    words = (
        ("home", say("Start"), "start", "/"),
        ("forum", say("Forum"), "forum", "/forum"),
        ("help", say("Hilfe"), "help", "/hilfe"),
        ("participation", say("Mitmachen"), "participation", "/mitmachen"),
        ("volunteer", say("Ehrenamt"), "volunteer", "/ehrenamt"),
    )
    return [
        Tab(name, icon, partial(go, path), here=measure == route.tab and bool(route.path != "/ich"))
        for measure, name, icon, path in words
    ]
