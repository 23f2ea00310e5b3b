"""An offer on one sheet: PDF/UA with all the texts, and plain HTML where a hub has no Typst."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from pypdf import PdfReader

from contract.text import Text
from hub.asgi import HubApp, create_hub
from hub.reading import paper
from hub.settings import HubSettings
from tests.conftest import NOW
from tests.hub.asking import asking
from tests.hub.readers import Read
from tests.hub.samples import offer
from tests.hub.test_reading_pages import RICH

#: What would be a program in the source of Typst, and what would break its strings.
EVIL = '#panic("x") $ * _ @ref \\ " #sys.inputs `raw` = Titel'


@pytest.fixture(scope="module")
def hub() -> Iterator[HubApp]:
    app = create_hub(HubSettings(seed=False, hub_url="https://hub.example"), lambda: NOW.timestamp())
    evil = Text(de=EVIL, simple=EVIL)
    app.state.hub.write([RICH, offer(8).model_copy(update={"name": evil, "description": evil})])
    yield app
    app.state.hub.close()


@pytest.fixture
async def asks(hub: HubApp) -> AsyncIterator[httpx.AsyncClient]:
    async with asking(hub) as client:
        yield client


def path(number: int) -> str:
    return f"/lesen/hilfe/{offer(number).id}.pdf"


def told(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.mark.anyio
@pytest.mark.parametrize(("word", "days"), [("standard", "9:00 Uhr bis 12:30 Uhr"), ("einfach", "9 Uhr bis 12:30 Uhr")])
async def test_the_sheet_is_tagged_and_says_the_offer(asks: httpx.AsyncClient, word: str, days: str) -> None:
    answer = await asks.get(path(7), params={"sprache": word})
    assert answer.headers["content-type"] == "application/pdf"
    pdf = PdfReader(io.BytesIO(answer.content))
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "de-DE"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert {"/H1", "/H2", "/Table", "/Figure"} <= set(roles(root["/StructTreeRoot"]))
    assert pdf.metadata is not None
    assert str(pdf.metadata.title).startswith("Schuldenberatung")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert len(pdf.pages) == 1
    for said in (days, "0931 / 12 34", "https://hub.example/lesen/hilfe/", "Ihre Briefe", "23. November 2026"):
        assert said in told(pdf), said


def roles(node: Any) -> Iterator[str]:
    """The structure types of a tree, top down."""
    node = node.get_object()
    if isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"])
        node = node.get("/K", [])
    for child in node if isinstance(node, list) else [node]:
        if not isinstance(child.get_object(), int):
            yield from roles(child)


@pytest.mark.anyio
async def test_what_an_offer_says_is_never_a_program(asks: httpx.AsyncClient) -> None:
    answer = await asks.get(path(8))
    assert answer.status_code == 200
    pdf = PdfReader(io.BytesIO(answer.content))
    assert pdf.metadata is not None
    assert pdf.metadata.title == EVIL
    assert 'panic("x")' in told(pdf)


@pytest.mark.anyio
async def test_the_same_sheet_is_not_made_twice(asks: httpx.AsyncClient) -> None:
    first = await asks.get(path(7))
    again = await asks.get(path(7), headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (await asks.get("/lesen/hilfe/nichts.pdf")).status_code == 404


@pytest.mark.anyio
async def test_a_hub_without_typst_shows_the_page_to_print_and_says_so(
    asks: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "find_spec", lambda _name: None)
    answer = await asks.get(path(7))
    read = Read(answer.text)
    assert answer.headers["content-type"].startswith("text/html")
    assert "Diese Stelle kann kein PDF machen." in read.text
    assert not [link for link in read.links if ".pdf" in link]
