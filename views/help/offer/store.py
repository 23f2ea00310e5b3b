"""Owns what one can do with an offer: share it, take it along as a QR code; it must not draw."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from contract.help import HelpOffer
from services.clock import Clock
from services.help.take import lines_of
from services.language import Language
from services.qr import code_of
from views.detail import DetailStore, Way, on_the_web

#: Shares words; True when the device showed its share sheet, False when they lie in the clipboard.
Share = Callable[[str], Awaitable[bool]]


class OfferStore(DetailStore[HelpOffer]):
    """The verbs of an offer's page."""

    def __init__(
        self,
        get: Callable[[str], Awaitable[HelpOffer | None]],
        clock: Clock,
        go: Callable[[str], None],
        share: Share,
        way: Way = on_the_web,
    ) -> None:
        super().__init__(get, clock, go, way)
        self._share = share

    async def share(self, offer: HelpOffer, say: Language) -> None:
        """Gives the offer's words to another app, or to the clipboard."""
        shown = await self._share(lines_of(offer, say))
        self.put(shared="" if shown else say("Kopiert. Sie können es jetzt einfügen."))

    def take(self, offer: HelpOffer, say: Language) -> None:
        """Shows or hides the QR code with which a phone takes the offer along, with no network."""
        self.put(code=b"" if self.state.code else code_of(lines_of(offer, say)))
