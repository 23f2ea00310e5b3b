"""Owns what somebody leaves in memory while looking for help, and how it goes: "Fertig", one tap, Esc, or time.

It must not write any of it down: nothing here reaches a store, the wire or a log.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.idle import SECONDS, Idle, Later, on_the_loop
from services.clock import Clock
from services.help.instruments import Instruments
from services.help.wegweiser import Signpost
from services.local import PublicStore
from views.help.finder.store import FinderStore
from views.help.instrument.store import InstrumentStore
from views.help.wegweiser.store import WegweiserStore

#: Pages that show "Schnell verlassen", whoever looks over one's shoulder.
PRIVATE = (
    "/wegweiser", "/wie-geht-es-mir", "/wie-geht-es-mir/{id}", "/notfall", "/artikel", "/artikel/{id}",
    "/rueckruf/{id}",
)  # fmt: skip
#: An offer of these topics shows it, too.
TOUCHY = frozenset({"gewalt", "krise", "sucht"})
#: Where one is taken: a page as anybody may look at.
HARMLESS = "/"
#: Pages that show what is forgotten. Who is gone leaves them; a form or a number one has dialled stays.
SHOWING = ("/wegweiser", "/wie-geht-es-mir", "/hilfe", "/artikel", "/suche")


class Traces:
    """The guided finder and the questionnaires of one person, and the way all of it is forgotten.

    `others`: what forgets a search or an offer. `turned`: a new page of theirs, which begins at its top. `shown` gives
    the address of the page. `left`: what goes only with who leaves quickly, e.g. a half-written request.
    `seconds` without a stir until all goes by itself.
    """

    def __init__(
        self,
        public: PublicStore,
        clock: Clock,
        go: Callable[[str], None],
        finder: FinderStore,
        others: Sequence[Callable[[], None]],
        turned: Callable[[], None],
        shown: Callable[[], str],
        left: Callable[[], None] = lambda: None,
        seconds: float = SECONDS,
        later: Later = on_the_loop,
    ) -> None:
        self._go, self._shown, self._others = go, shown, (finder.forget, *others)
        self._left = left
        self.idle = Idle(seconds, self._warn, self._alone, later)
        self.wegweiser = WegweiserStore(Signpost(public), clock, go, self.stir, turned, lambda: finder.state.here)
        self.instrument = InstrumentStore(Instruments(public), go, finder.about, self.stir, turned)

    def stir(self) -> None:
        """Somebody is there, and something is there to forget."""
        self.idle.stir()

    def moved(self) -> None:
        """Another page is shown: somebody is there."""
        if self.idle.running or self.wegweiser.state.begun or self.instrument.state.begun:
            self.idle.stir()

    def forget(self) -> None:
        """All of it is gone."""
        self.idle.stop()
        self.wegweiser.forget()
        self.instrument.forget()
        for other in self._others:
            other()

    def leave(self) -> None:
        """ "Schnell verlassen": all is gone, and a harmless page stands there."""
        self.abandon()
        self._go(HARMLESS)

    def abandon(self) -> None:
        """Somebody left quickly: what they half wrote must not lie there either."""
        self.forget()
        self._left()

    def _alone(self) -> None:
        """Nobody is there any more."""
        self.forget()
        if self._shown().startswith(SHOWING):
            self._go(HARMLESS)

    def _warn(self, soon: bool) -> None:
        self.wegweiser.put(idle=soon)
        self.instrument.put(idle=soon)


def is_private(path: str, topics: Sequence[str] = ()) -> bool:
    """Whether a page shows "Schnell verlassen". `path` of its route; `topics` of the offer it shows."""
    return path in PRIVATE or bool(path == "/hilfe/{id}" and TOUCHY & set(topics))
