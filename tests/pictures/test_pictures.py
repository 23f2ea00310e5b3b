"""Every sample at 320 px and 200 % text: nothing is cut off or overlaps; the kept pictures still hold."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from services.language import Language
from tests.chromium import chromium
from tests.journeys.processes import Process
from tests.pictures.boxes import Box, boxes, flaws
from tests.pictures.goldens import CHOSEN, HEIGHT, SHARE, difference, golden_path, save
from tests.pictures.window import Wearing, gallery, window
from views.gallery.index import names

#: High enough that the whole of every sample is in the window, so that no box is cut by scrolling.
#: The emergency card in Russian is the longest, over 30000; what grows beyond this is told.
TALL = 36000
#: Square pixels of a letter of 16 px text at 200 %, set tightly; narrow letters take the least.
LETTER = 32 * 32 * 0.45

pytestmark = [pytest.mark.browser, pytest.mark.slow]


#: The samples with the most, and with the longest words.
MOST = ("full", "longest")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    with gallery(tmp_path_factory.mktemp("gallery"), tmp_path_factory.mktemp("client")) as process:
        yield process


def test_no_sample_is_cut_off_or_overlaps_at_320_pixels_and_200_percent(browser: Browser, app: Process) -> None:
    wrong: list[str] = []
    with window(browser, app.url, 320, TALL) as view:
        for language in ("de", "de-simple"):
            # The letters of simple language are larger: there every sample is drawn, else those with most in them.
            for sample in (name for name in names(Language()) if language == "de-simple" or name.endswith(MOST)):
                view.show(sample, Wearing(language=language, scale=2.0))
                found = boxes(view.page)
                assert found, f"{sample} shows nothing at all"
                wrong += [f"{sample} ({language}): {flaw}" for flaw in flaws(found, 320, TALL, LETTER)]
    assert not wrong, "Let the text wrap, or lay the parts below each other:\n" + "\n".join(wrong)


def test_kept_pictures_still_hold(browser: Browser, app: Process, tmp_path: Path) -> None:
    changed = []
    for width in sorted({golden.width for golden in CHOSEN}):
        with window(browser, app.url, width, HEIGHT) as view:
            for golden in (one for one in CHOSEN if one.width == width):
                view.show(golden.sample, golden.wearing)
                picture, kept = view.picture(), golden_path(golden)
                apart = difference(picture, kept) if kept.exists() else 1.0
                if apart > SHARE:
                    (tmp_path / kept.name).write_bytes(picture)
                    changed.append(f"{kept.name}: {apart:.1%} differs, now {tmp_path / kept.name}")
    assert not changed, "Look at the new pictures; if they are right: make goldens\n" + "\n".join(changed)


def test_boxes_that_touch_nothing_are_well() -> None:
    assert flaws([Box("button", "Ja", 0, 0, 100, 96), Box("button", "Nein", 0, 104, 100, 200)], 320, TALL, LETTER) == []


def test_a_box_beyond_the_window_over_another_or_too_small_is_told() -> None:
    below = flaws([Box("text", "Hallo", 0, TALL, 100, TALL + 100)], 320, TALL, LETTER)
    beyond = flaws([Box("text", "Hallo", 300, 0, 400, 100)], 320, TALL, LETTER)
    over = flaws([Box("text", "A", 0, 0, 100, 100), Box("text", "B", 50, 50, 150, 150)], 320, TALL, LETTER)
    tight = flaws([Box("text", "Ein langer Satz, der hier nicht steht.", 0, 0, 100, 40)], 320, TALL, LETTER)
    small = flaws([Box("button", "x", 0, 0, 40, 40)], 320, TALL, LETTER)
    assert "beyond" in beyond[0]
    assert "taller than the window" in below[0]
    assert "lies over" in over[0]
    assert "too little room" in tight[0]
    assert "48 pixels" in small[0]


def test_a_picture_with_another_word_differs_and_the_same_does_not(tmp_path: Path) -> None:
    def drawn(word: bool) -> bytes:
        picture = Image.new("RGB", (320, 320), "#FBF8F2")
        if word:
            ImageDraw.Draw(picture).rectangle((20, 20, 120, 60), fill="#1D2420")
        png = BytesIO()
        picture.save(png, "PNG")
        return png.getvalue()

    save(drawn(False), tmp_path / "kept.png")
    assert difference(drawn(False), tmp_path / "kept.png") <= SHARE < difference(drawn(True), tmp_path / "kept.png")
