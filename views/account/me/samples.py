"""Shows the page "Ich" in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import flet as ft

from contract.help import TOPICS
from contract.home import Place
from contract.kinds import KINDS
from contract.problems import Code
from contract.text import Text
from services.account.preferences import Settings
from services.home.start import Start
from services.language import Language
from services.sync import Report
from views.account.me.screen import me_screen
from views.account.me.store import MeState, MeStore, Places
from views.account.nobody import FLEETING, KNOWN
from views.bare import CLOCK, stay, store
from views.examples.places import FAR, ZELLERAU
from views.kit.loading import Loadable
from views.stages import LATER, NOW, ident


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page."""

    async def settle(**_change: object) -> None: ...

    async def sync_now() -> Report:
        return Report()

    act = MeStore(settle, Start(store()), stay, CLOCK, ages=store().ages, sync_now=sync_now)
    return {name: me_screen(state, act, say) for name, state in _states().items()}


def _places() -> tuple[Place, ...]:
    names = ("Altstadt", "Dürrbachtal", "Frauenland", "Grombühl", "Heidingsfeld", "Versbach", "Ochsenfurt", "Höchberg")
    others = (
        ZELLERAU.model_copy(update={"id": ident(9 + n), "slug": name.lower(), "name": Text(de=name, simple=name)})
        for n, name in enumerate(names * 2)
    )
    return (ZELLERAU, FAR, *others)


def _states() -> dict[str, MeState]:
    places = _places()
    fresh = dict.fromkeys(KINDS, NOW - timedelta(hours=1))
    full = MeState(
        settings=Settings(place="zellerau", topics=("geld", "alter-pflege")),
        places=Loadable(Places(places, places)),
        ages=Loadable(fresh),
        renewed=Loadable(Report()),
        now=NOW,
        who=KNOWN,
    )
    trouble = Report(problems={"help": Code.HUB_SILENT})
    return {
        "full": full,
        "empty": MeState(places=Loadable(Places((), ())), ages=Loadable({}), now=NOW),
        "unknown": replace(full, query="Atlantis", places=Loadable(Places(places, ()))),
        "busy": MeState(places=Loadable(busy=True), ages=Loadable(busy=True), renewed=Loadable(busy=True), now=NOW),
        "failed": MeState(
            places=Loadable(problem=Code.STORE_BROKEN.value),
            ages=Loadable(problem=Code.STORE_BROKEN.value),
            renewed=Loadable(problem=Code.HUB_UNREACHABLE.value),
            now=NOW,
        ),
        "stale": replace(full, now=LATER, renewed=Loadable(trouble)),
        "damaged": replace(full, troubles=(Code.STORE_BROKEN, Code.STORE_FULL)),
        "longest": replace(
            full,
            settings=Settings(place=FAR.slug, topics=TOPICS, contrast=True, scale=2.0),
            query="Frickenhausen",
            places=Loadable(Places(places, (FAR,))),
            kept=False,
            who=FLEETING,
        ),
    }
