"""Owns how the files of a new feature look before anything stands in them; it must not overwrite a file.

python -m tests.house.layout help/diary
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.house.thread import holes, measures
from tests.house.tree import ROOT, sources

SERVICE = '''"""Owns what screens may ask about the FEATURE; it must not draw or fetch."""

from __future__ import annotations

from services.local import PublicStore


class NOUN:
    """Questions to the device's store; works with and without a network."""

    def __init__(self, public: PublicStore) -> None:
        self._public = public

    async def entries(self) -> tuple[str, ...]:
        """What there is to show, in order: read it from the store, as contract/MEASURE.py calls it."""
        return ()
'''

STORE = '''"""Owns the state of the FEATURE and its verbs; it must not draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.MEASURE.FEATURE import NOUN
from views.kit.loading import Loadable
from views.store import Store


@dataclass(frozen=True)
class NOUNState:
    """What is shown."""

    entries: Loadable[tuple[str, ...]] = Loadable()


class NOUNStore(Store[NOUNState]):
    """What a person can do here."""

    def __init__(self, FEATURE: NOUN, go: Callable[[str], None]) -> None:
        super().__init__(NOUNState())
        self._FEATURE = FEATURE
        self._go = go

    async def refresh(self) -> None:
        """Reads what the device holds."""
        await self.run("entries", self._FEATURE.entries())

    def leave(self, path: str) -> None:
        """Goes to another page."""
        self._go(path)
'''

SCREEN = '''"""Draws the FEATURE; it must not do anything."""

from __future__ import annotations

import flet as ft

from services.language import Language
from views.MEASURE.FEATURE.store import NOUNState, NOUNStore
from views.kit.loading import drawn
from views.kit.notice import speaking
from views.kit.page import column, page
from views.kit.text import paragraph
from views.states import failed, waiting


def FEATURE_screen(state: NOUNState, act: NOUNStore, say: Language, level: int = 1) -> ft.Control:
    """The page."""
    found = drawn(
        state.entries,
        lambda entries: _entries(entries, act, say),
        waiting=lambda: waiting(say),
        failed=lambda code: failed(code, act.refresh, say),
    )
    return page(say("Neue Seite: NOUN"), [found], level=level)


def _entries(entries: tuple[str, ...], act: NOUNStore, say: Language) -> ft.Control:
    if entries:
        return column([paragraph(entry) for entry in entries])
    return speaking(
        say("Hier steht noch nichts"),
        say("Vielleicht ist noch nichts auf diesem Gerät. Mit Internet lädt die App von allein."),
        step=say("Noch einmal nachsehen"),
        press=act.refresh,
    )
'''

SAMPLES = '''"""Shows the FEATURE in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

import flet as ft

from contract.problems import Code
from services.language import Language
from services.MEASURE.FEATURE import NOUN
from views.bare import stay, store
from views.MEASURE.FEATURE.screen import FEATURE_screen
from views.MEASURE.FEATURE.store import NOUNState, NOUNStore
from views.kit.loading import Loadable

SOME = ("Grundsicherung", "Wohngeld")


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page."""
    states = {
        "full": NOUNState(Loadable(SOME)),
        "empty": NOUNState(Loadable(())),
        "busy": NOUNState(Loadable(busy=True)),
        "failed": NOUNState(Loadable(problem=Code.STORE_BROKEN.value)),
        "stale": NOUNState(Loadable(SOME, problem=Code.HUB_UNREACHABLE.value)),
        "longest": NOUNState(Loadable(("Rundfunkbeitragsbefreiungsvoraussetzungen",))),
    }
    act = NOUNStore(NOUN(store()), stay)
    return {name: FEATURE_screen(state, act, say) for name, state in states.items()}
'''

TEST = '''"""The FEATURE as people use it."""

from __future__ import annotations

import pytest

from contract.text import LANGUAGES, LanguageTag
from services.language import Language
from services.MEASURE.FEATURE import NOUN
from tests.trees import flaws
from views.bare import stay, store
from views.MEASURE.FEATURE.samples import samples
from views.MEASURE.FEATURE.store import NOUNStore


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_sample_of_the_FEATURE_is_sound_in_both_languages(tag: LanguageTag) -> None:
    drawn = samples(Language(tag))
    assert {name: flaws(screen) for name, screen in drawn.items() if flaws(screen)} == {}


@pytest.mark.anyio
async def test_the_FEATURE_shows_what_the_device_holds() -> None:
    act = NOUNStore(NOUN(store()), stay)
    await act.refresh()
    assert act.state.entries.value == ()
'''

FILES = {
    "services/MEASURE/FEATURE.py": SERVICE,
    "views/MEASURE/FEATURE/__init__.py": '"""The FEATURE, as people see it."""\n',
    "views/MEASURE/FEATURE/store.py": STORE,
    "views/MEASURE/FEATURE/screen.py": SCREEN,
    "views/MEASURE/FEATURE/samples.py": SAMPLES,
    "tests/MEASURE/test_FEATURE.py": TEST,
}


def lay_out(measure: str, feature: str, root: Path = ROOT) -> Iterator[str]:
    """Writes the files that are not there yet and names each; contract, hub and app are the measure's own."""
    noun = "".join(part.capitalize() for part in feature.split("_"))
    for place, text in FILES.items():
        name, body = (
            told.replace("MEASURE", measure).replace("FEATURE", feature).replace("NOUN", noun) for told in (place, text)
        )
        path = root / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, "utf-8")
            yield name


def tidy(names: list[str], root: Path) -> None:
    """Puts imports and lines in the order that `make check` asks for; it depends on the feature's name."""
    for verb in (["check", "--quiet", "--fix", "--select", "I"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *verb, *names], cwd=root, check=True)


def main(wish: str, root: Path = ROOT) -> int:
    """Lays out `measure/feature` and says what a person has to fill in."""
    known = measures(sources(root))
    measure, _, feature = wish.strip("/").partition("/")
    if measure not in known or not re.fullmatch("[a-z][a-z_]*", feature):
        print(f"Say FEATURE=measure/noun, for example help/diary; measures are: {', '.join(sorted(known))}.")
        return 2
    fresh = list(lay_out(measure, feature, root))
    tidy(fresh, root)
    for name in fresh:
        print(f"  new   {name}")
    for hole in holes(sources(root)):
        print(f"  open  {hole}")
    print(f"  open  the words on the wire: contract/{measure}.py, hub/{measure}/, hub/seed/, if it needs new ones")
    print("  open  the words people read: make catalogue")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
