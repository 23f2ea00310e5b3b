"""Measures how screens are built, packed and changed, beside plain Flet doing the same; it must not judge, only print.

python -m bench.screens [--json] [--offers 1000] [--runs 20]

Both entrants draw 50 rows of the same offers as components, in the same session code, without Flutter or a socket:
`wueapp` is the finder as it is, `flet` a bare ListView of ListTiles with a TextField above.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import statistics
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from typing import Any

import flet as ft
from flet.messaging.protocol import MessageAction

from app.house import House, HouseSettings
from app.main import welcome
from contract.help import HelpOffer
from contract.text import Text
from services.help.finder import Findings
from services.language import Language
from tests.journeys.crowd import offers
from tests.journeys.inprocess import Frame, Visit, visit
from tests.journeys.processes import free_port
from views.bare import CLOCK
from views.help.finder.screen import finder_screen
from views.help.finder.store import FinderState, FinderStore
from views.kit.loading import Loadable
from views.store import Store

ROWS, LARGEST = 50, 64_000
WORDS = ("Schulden", "Pflege", "Angst", "Wohnung", "Kinder")
Row = dict[str, Any]
Draw = Callable[[FinderState], ft.Control]


@dataclass(frozen=True)
class Taken:
    """What one change took: milliseconds of CPU and on the clock until its last message, and all its bytes."""

    cpu: float
    wall: float
    size: int


def wueapp(act: Any) -> Draw:
    """The finder as it is."""
    say = Language("de")
    return lambda state: finder_screen(state, act, say)


def plain(act: Any) -> Draw:
    """What Flet takes at least: a field and a tile for each offer."""

    def draw(state: FinderState) -> ft.Control:
        found = state.findings.value.offers if state.findings.value else ()
        tiles: list[ft.Control] = [
            ft.ListTile(title=ft.Text(offer.name.de), subtitle=ft.Text(offer.organization.name), on_click=print)
            for offer in found
        ]
        return ft.Column([ft.TextField(label="Suche", value=state.query), ft.ListView(tiles)])

    return draw


@ft.component
def _drawn(store: Store[FinderState], draw: Draw) -> ft.Control:
    return draw(store.state)


async def taken(person: Visit, change: Awaitable[Any]) -> Taken:
    """Makes a change and waits until nothing more comes of it; one that shows nothing ends with itself."""
    before = len(person.sent())
    cpu, wall = time.process_time(), time.perf_counter()
    await change
    end = Frame(MessageAction.PATCH_CONTROL, 0, time.perf_counter(), time.process_time())
    count = -1
    while count != len(person.sent()):
        count = len(person.sent())
        await asyncio.sleep(0.02)
    frames = person.sent()[before:]
    last = max([end, *frames], key=lambda frame: frame.at)
    return Taken((last.cpu - cpu) * 1e3, (last.at - wall) * 1e3, sum(frame.size for frame in frames))


async def drawing(name: str, entrant: Callable[[Any], Draw], found: tuple[HelpOffer, ...], runs: int) -> list[Row]:
    """The first page built and sent, and one row of it changed."""
    state = FinderState(findings=Loadable(Findings(found[:ROWS], len(found))), now=CLOCK.now())
    built, first, changed = [], [], []
    for _ in range(runs):
        store = FinderStore(None, CLOCK, lambda _path: None)  # type: ignore[arg-type]
        draw = entrant(store)
        began = time.process_time()
        draw(state)
        built.append((time.process_time() - began) * 1e3)
        async with opened(store, draw) as person:
            first.append(await taken(person, _put(store, state)))
            one = found[10].model_copy(update={"name": Text(de="Anders", simple="Anders")})
            other = replace(state.findings.value, offers=(*found[:10], one, *found[11:ROWS]))  # type: ignore[type-var]
            changed.append(await taken(person, _put(store, replace(state, findings=Loadable(other)))))
    return [
        {"what": "build 50 rows", "app": name, "cpu_ms": statistics.median(built)},
        {"what": "send 50 rows", "app": name, **summary(first)},
        {"what": "change one row", "app": name, **summary(changed)},
    ]


def opened(store: Store[FinderState], draw: Draw) -> AbstractAsyncContextManager[Visit]:
    """A window that shows nothing but what is drawn of the store."""
    return visit(lambda page: page.render(_drawn, store, draw))


async def _put(store: Store[FinderState], state: FinderState) -> None:
    store.put(**{name: getattr(state, name) for name in ("query", "findings", "now")})


async def typing(lines: list[bytes], runs: int) -> list[Row]:
    """Keys in the real app, from the event to the last message of what it found."""
    house = House(HouseSettings(hub_url=f"http://127.0.0.1:{free_port()}"))
    await house.public.bundle("help", lines)
    await house.open()
    keys: list[Taken] = []
    async with visit(welcome(house), route="/hilfe") as person:
        await person.until(lambda: len(person.buttons()) > ROWS, "fifty rows")
        await taken(person, asyncio.sleep(0.5))
        for word in (WORDS * runs)[:runs]:
            for end in range(1, len(word) + 1):
                keys.append(await taken(person, person.key(word[:end])))
            await taken(person, person.key(""))
        largest = person.largest
    await house.close()
    return [{"what": "a key, event to results", "app": "wueapp", **summary(keys), "largest": largest}]


async def typing_plain(found: tuple[HelpOffer, ...], runs: int) -> list[Row]:
    """The same keys where each merely sifts fifty names and draws them."""
    store = FinderStore(None, CLOCK, lambda _path: None)  # type: ignore[arg-type]
    keys: list[Taken] = []
    async with opened(store, plain(store)) as person:
        for word in (WORDS * runs)[:runs]:
            for end in range(len(word) + 1):
                query = word[:end]
                hits = tuple(offer for offer in found if query.lower() in offer.name.de.lower())[:ROWS]
                state = FinderState(query=query, findings=Loadable(Findings(hits, len(hits))))
                keys.append(await taken(person, _put(store, state)))
    return [{"what": "a key, event to results", "app": "flet", **summary(keys)}]


def summary(many: list[Taken]) -> Row:
    """Medians, the slow end of the clock, and the largest sum of bytes."""
    walls = sorted(one.wall for one in many)
    return {
        "cpu_ms": statistics.median(one.cpu for one in many),
        "cpu_p95_ms": sorted(one.cpu for one in many)[int(len(many) * 0.95)],
        "wall_ms": statistics.median(walls),
        "wall_p95_ms": walls[int(len(walls) * 0.95)],
        "bytes": max(one.size for one in many),
    }


def show(rows: list[Row]) -> None:
    """The table, with the limit beside what has one."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; milliseconds; medians, p95 behind the stroke\n")
    print("| what | app | CPU | wall | bytes | largest message | limit |\n|---|---|---|---|---|---|---|")
    for row in rows:
        cpu = f"{row['cpu_ms']:.1f}" + (f" / {row['cpu_p95_ms']:.1f}" if "cpu_p95_ms" in row else "")
        wall = f"{row['wall_ms']:.1f} / {row['wall_p95_ms']:.1f}" if "wall_ms" in row else ""
        limit = f"{LARGEST:,}" if "largest" in row else ""
        print(
            f"| {row['what']} | {row['app']} | {cpu} | {wall} | {row.get('bytes', 0):,} "
            f"| {row.get('largest', 0):,} | {limit} |"
        )


async def measure(count: int, runs: int) -> list[Row]:
    """All rows; the entrants take turns, so both meet the same load."""
    lines = offers(count)
    found = tuple(HelpOffer.model_validate_json(line) for line in lines)
    rows = [row for name, entrant in (("wueapp", wueapp), ("flet", plain))
            for row in await drawing(name, entrant, found, runs)]  # fmt: skip
    return [*rows, *await typing(lines, runs), *await typing_plain(found, runs)]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--offers", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=20)
    chosen = parser.parse_args()
    gc.freeze()  # as app.run does
    rows = asyncio.run(measure(chosen.offers, chosen.runs))
    print(json.dumps(rows, indent=1)) if chosen.json else show(rows)


if __name__ == "__main__":
    main()
