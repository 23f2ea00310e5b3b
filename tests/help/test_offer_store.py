"""The page of an offer: sharing it, taking it along as a QR code, and what it says where little is known."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from io import BytesIO

import pytest
import segno
from PIL import Image

from contract.text import LANGUAGES, LanguageTag
from services.clock import Clock
from services.help.finder import Finder
from services.help.take import lines_of
from services.language import Language
from services.local import PublicStore
from services.qr import code_of
from tests.filled import filled
from tests.trees import buttons, flaws, press, texts
from views.examples.offers import DEBTS, LONGEST
from views.help.crisis import samples as crisis_samples
from views.help.offer import samples as offer_samples
from views.help.offer.screen import offer_screen
from views.help.offer.store import OfferStore

SAY = Language("de")
#: Pixels a module and quiet modules around, as `code_of` draws.
SCALE, BORDER = 6, 4


def sheet(shown: bool, given: list[str]) -> Callable[[str], Awaitable[bool]]:
    """A device that can show its share sheet, or cannot and puts the words into the clipboard."""

    async def share(text: str) -> bool:
        given.append(text)
        return shown

    return share


async def opened(public: PublicStore, clock: Clock, *, shown: bool, given: list[str]) -> OfferStore:
    finder = Finder(await filled(public, [DEBTS, LONGEST]), clock)
    act = OfferStore(finder.get, clock, print, sheet(shown, given))
    await act.show(DEBTS.id)
    return act


def modules(png: bytes) -> list[list[int]]:
    """The dark (1) and light (0) modules of a QR code in a picture, without the quiet zone."""
    picture = Image.open(BytesIO(png)).convert("L")
    side = picture.width // SCALE - 2 * BORDER
    centres = [(BORDER + n) * SCALE + SCALE // 2 for n in range(side)]
    return [[int(picture.getpixel((x, y)) < 128) for x in centres] for y in centres]  # type: ignore[operator]


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("module", [offer_samples, crisis_samples])
def test_every_sample_is_sound_in_both_languages(module: object, tag: LanguageTag) -> None:
    drawn = module.samples(Language(tag))  # type: ignore[attr-defined]
    assert {"full", "empty", "busy", "failed", "stale", "longest"} <= drawn.keys()
    assert {name: flaws(screen) for name, screen in drawn.items() if flaws(screen)} == {}


def test_whatever_happens_112_and_110_stand_on_the_emergency_page() -> None:
    for name, screen in crisis_samples.samples(SAY).items():
        urls = [button.url for button in buttons(screen).values()]
        assert {"tel:112", "tel:110"} <= set(urls), name


@pytest.mark.anyio
async def test_an_offer_is_shared_in_plain_words(public: PublicStore, clock: Clock) -> None:
    given: list[str] = []
    act = await opened(public, clock, shown=True, given=given)
    await press(offer_screen(act.state, act, SAY), "Weitergeben")
    assert given[0].splitlines()[0] == "Schuldnerberatung Musterstraße"
    assert "Telefon: 0800 000 00 00" in given[0]
    assert act.state.shared == ""


@pytest.mark.anyio
async def test_where_a_device_cannot_share_it_says_that_the_words_were_copied(
    public: PublicStore, clock: Clock
) -> None:
    act = await opened(public, clock, shown=False, given=[])
    await press(offer_screen(act.state, act, SAY), "Weitergeben")
    assert "Kopiert. Sie können es jetzt einfügen." in texts(offer_screen(act.state, act, SAY))


@pytest.mark.parametrize("offer", [DEBTS, LONGEST])
@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_qr_code_holds_the_offers_lines_and_nothing_else(offer: object, tag: LanguageTag) -> None:
    lines = lines_of(offer, Language(tag))  # type: ignore[arg-type]
    png = code_of(lines)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert modules(png) == [list(row) for row in segno.make(lines, error="l", micro=False).matrix]
    assert modules(png) != modules(code_of(lines + "."))
    assert "·" not in lines


@pytest.mark.anyio
async def test_the_qr_code_comes_and_goes_and_never_stays_with_another_offer(public: PublicStore, clock: Clock) -> None:
    act = await opened(public, clock, shown=False, given=[])
    await press(offer_screen(act.state, act, SAY), "Aufs Handy mitnehmen (QR-Code)")
    assert act.state.code == code_of(lines_of(DEBTS, SAY))
    await press(offer_screen(act.state, act, SAY), "QR-Code schließen")
    assert act.state.code == b""
    await press(offer_screen(act.state, act, SAY), "Aufs Handy mitnehmen (QR-Code)")
    await act.show(LONGEST.id)
    assert (act.state.code, act.state.shared) == (b"", "")


@pytest.mark.anyio
async def test_an_offer_that_is_gone_says_so_and_leads_back(public: PublicStore, clock: Clock) -> None:
    went: list[str] = []
    act = OfferStore(Finder(public, clock).get, clock, went.append, sheet(True, []))
    await act.show(DEBTS.id)
    screen = offer_screen(act.state, act, SAY)
    assert "Das gibt es hier nicht mehr" in texts(screen)
    await press(screen, "Zurück zur Liste")
    assert went == ["/hilfe"]


def test_what_is_not_known_of_an_offer_is_said() -> None:
    said = texts(offer_samples.samples(SAY)["sparse"])
    assert "Die Zeiten kennen wir nicht. Bitte fragen Sie dort nach." in said
    assert "Das wissen wir nicht. Bitte fragen Sie dort nach." in said
    assert "Länger nicht geprüft. Fragen Sie dort nach." in said
