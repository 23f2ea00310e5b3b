"""The pictograms and icons as files; that they can be seen is tested in the browser."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest
from PIL import Image

from tests.web.conftest import ASSETS

MEASURES = "start forum help participation volunteer crisis account search"
TOPICS = (
    "krise psyche geld wohnen familie kinder-jugend alter-pflege sucht gewalt gesundheit behinderung "
    "migration-sprache arbeit essen-kleidung recht studium trauer einsamkeit"
)
STEPS = "call mail route share qr clock place language source empty offline broken waste news event guide"
NAMED = f"{MEASURES} {TOPICS} {STEPS}".split()
DRAWN = sorted(path.stem for path in (ASSETS / "pictograms").iterdir())


@pytest.mark.parametrize("name", DRAWN)
def test_a_pictogram_is_lines_of_one_width_in_one_colour(name: str) -> None:
    root = ElementTree.parse(ASSETS / "pictograms" / f"{name}.svg").getroot()
    assert root.get("viewBox") == "0 0 24 24"
    assert (root.get("fill"), root.get("stroke-width"), root.get("stroke-linecap")) == ("none", "2", "round")
    assert len(root) > 0
    for shape in root:
        assert shape.tag.rpartition("}")[2] in {"path", "circle", "ellipse"}
        assert not {"fill", "stroke", "stroke-width", "style", "class", "transform"} & set(shape.keys())


def test_every_measure_topic_and_step_has_a_pictogram() -> None:
    assert set(NAMED) - set(DRAWN) == set()


@pytest.mark.parametrize(
    ("name", "pixels"),
    [
        ("icon.png", 1024),
        ("icons/icon-192.png", 192),
        ("icons/icon-512.png", 512),
        ("icons/icon-maskable-512.png", 512),
    ],
)
def test_an_icon_has_the_size_that_its_name_says(name: str, pixels: int) -> None:
    with Image.open(ASSETS / name) as icon:
        assert icon.size == (pixels, pixels)
