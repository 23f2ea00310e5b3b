"""Owns what one can do with an offer: share it, take it along as a QR code or a file; it must not draw."""

from __future__ import annotations

import unicodedata
from collections.abc import Awaitable, Callable

from contract.help import HelpOffer
from services.clock import Clock
from services.help.take import lines_of
from services.language import Language
from services.qr import code_of
from views.detail import DetailStore, Way, on_the_web
from views.help.offer.rows import sheet

#: Shares words; True when the device showed its share sheet, False when they lie in the clipboard.
Share = Callable[[str], Awaitable[bool]]
#: Offers a file of this name to keep; False when it lies nowhere.
Save = Callable[[str, bytes], Awaitable[bool]]


async def nowhere(_name: str, _content: bytes) -> bool:
    """A device that keeps no files."""
    return False


class OfferStore(DetailStore[HelpOffer]):
    """The verbs of an offer's page. `hub`: the https address of the hub that draws a page to print; "": none."""

    def __init__(
        self,
        get: Callable[[str], Awaitable[HelpOffer | None]],
        clock: Clock,
        go: Callable[[str], None],
        share: Share,
        way: Way = on_the_web,
        save: Save = nowhere,
        hub: str = "",
    ) -> None:
        super().__init__(get, clock, go, way)
        self._share, self._save, self._hub = share, save, hub.rstrip("/")

    async def share(self, offer: HelpOffer, say: Language) -> None:
        """Gives the offer's words to another app, or to the clipboard."""
        shown = await self._share(lines_of(offer, say))
        self.put(shared="" if shown else say("Kopiert. Sie können es jetzt einfügen."))

    def take(self, offer: HelpOffer, say: Language) -> None:
        """Shows or hides the QR code with which a phone takes the offer along, with no network."""
        self.put(code=b"" if self.state.code else code_of(lines_of(offer, say)))

    async def save(self, offer: HelpOffer, say: Language) -> None:
        """Offers all of it as a text file, with no network."""
        content = sheet(offer, self._clock.now(), say).encode()
        if await self._save(f"{_plain(offer.name.de)}.txt", content):
            self.put(shared=say("Gespeichert. Die Datei können Sie ausdrucken."))

    def paper(self, offer: HelpOffer, say: Language) -> str:
        """The address of the page to print (PDF/UA at the hub); empty where no hub is known."""
        simple = "?sprache=einfach" if say.tag == "de-simple" else ""
        return f"{self._hub}/lesen/hilfe/{offer.id}/druck{simple}" if self._hub else ""


def _plain(name: str) -> str:
    """A name every file system takes: letters of ASCII, figures, hyphens."""
    told = name.casefold().translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"})
    letters = unicodedata.normalize("NFKD", told).encode("ascii", "ignore").decode()
    return "-".join("".join(sign if sign.isalnum() else " " for sign in letters).split())[:60] or "hilfe"
