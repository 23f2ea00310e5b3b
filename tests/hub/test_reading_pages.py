"""The plain pages say what the records say, in both languages, with no script and nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import httpx
import pytest
from sqlalchemy import event

from contract.help import Availability, CostOption, HelpOffer, Phone
from contract.hours import Exceptional, Schedule
from contract.text import Text
from hub.asgi import HubApp, create_hub
from hub.help.reminders import Reminders
from hub.reading.library import card
from hub.seed import load
from hub.settings import HubSettings
from tests.conftest import NOW
from tests.hub.asking import asking
from tests.hub.readers import LANDMARKS, Read
from tests.hub.samples import offer, text
from tests.seeds import records

EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)> {{7*7}} &amp; <b>'
RICH = offer(7, "Schulden·beratung", free=True).model_copy(
    update={
        "phones": (Phone(number="0931 / 12 34", description=text("Büro"), free=True),),
        "email": "rat@muster.invalid",
        "url": "https://muster.invalid/rat",
        "schedules": (
            Schedule(byday=("MO", "WE"), opens_at="09:00", closes_at="12:30"),
            Schedule(byday=("SA",), opens_at="10:00", closes_at="11:00", valid_to=date(2026, 1, 1)),
            Schedule(byday=("FR",), opens_at="14:00", closes_at="16:00", valid_from=date(2027, 3, 1)),
        ),
        "exceptions": (
            Exceptional(valid_from=date(2026, 12, 24), valid_to=date(2027, 1, 6), reason=text("Ferien")),
            Exceptional(valid_from=date(2026, 1, 2), valid_to=date(2026, 1, 2), reason=text("Lange her")),
        ),
        "holidays": "closed",
        "availability": Availability(state="waiting", weeks=6, updated=date(2026, 11, 2), until=date(2026, 12, 2)),
        "assured_date": date(2026, 11, 9),
        "required_documents": (text("Ihre Briefe"),),
    }
)


@pytest.fixture(scope="module")
def hub() -> Iterator[HubApp]:
    """A hub as it begins, on a Monday at noon, with one offer of which all is known."""
    app = create_hub(HubSettings(app_url="https://app.example"), lambda: NOW.timestamp())
    app.state.hub.write([RICH])
    yield app
    app.state.hub.close()


@pytest.fixture
async def asks(hub: HubApp) -> AsyncIterator[httpx.AsyncClient]:
    async with asking(hub) as client:
        yield client


def paths() -> list[str]:
    article = records("articles")[0].id
    return [
        "/lesen", "/lesen/hilfe", "/lesen/hilfe?q=schulden", "/lesen/hilfe?q=xqzwv", "/lesen/hilfe?thema=geld",
        f"/lesen/hilfe/{RICH.id}", f"/lesen/hilfe/{RICH.id}/druck", "/lesen/artikel", f"/lesen/artikel/{article}",
        "/lesen/notfall", "/lesen/nirgends", "/lesen/stimmt-noch/nichts",
    ]  # fmt: skip


@pytest.mark.anyio
@pytest.mark.parametrize("path", [*paths(), "{reminder}"])
async def test_every_page_stands_in_both_languages_and_is_sound(hub: HubApp, path: str) -> None:
    path = path.format(reminder=Reminders(hub.state.hub).link(RICH.id))
    said = {}
    async with asking(hub) as asks:
        for word, tag in (("standard", "de"), ("einfach", "de-simple")):
            page = await asks.get(path, params={**httpx.URL(path).params, "sprache": word})
            read = Read(page.text)
            assert read.faults == []
            assert ("html", {"lang": tag}) in read.tags
            assert [level for level, _ in read.headings].count(1) == 1
            levels = [level for level, _ in read.headings]
            assert all(after - before <= 1 for before, after in pairwise(levels))
            tags = [name for name, _ in read.tags]
            assert [mark for mark in LANDMARKS if mark not in tags] == (["footer"] if "/druck" in path else [])
            assert page.headers["content-language"] == tag
            assert page.headers["content-security-policy"].startswith("default-src 'none'")
            assert "script" not in page.headers["content-security-policy"]
            assert "set-cookie" not in page.headers
            lost = [each for each in read.links if each.startswith("/lesen") and f"sprache={word}" not in each]
            # Only the switch leads to the other language, and only the emergency card knows further ones.
            assert len([each for each in lost if not each.startswith("/lesen/notfall")]) <= 1, lost
            said[tag] = read.text
    assert said["de"] != said["de-simple"]


@pytest.mark.anyio
async def test_the_emergency_card_speaks_all_its_languages(asks: httpx.AsyncClient) -> None:
    for words in card().languages:
        page = (await asks.get("/lesen/notfall", params={"sprache": words.tag})).text
        read = Read(page)
        assert read.faults == []
        html = next(of for tag, of in read.tags if tag == "html")
        assert html == {"lang": words.tag, **({"dir": "rtl"} if words.rtl else {})}
        for line in card().lines:
            assert words.lines[line.id].happens in read.text
            assert {"tel:" + number.replace(" ", "") for number in line.numbers} <= set(read.links)


@pytest.mark.anyio
async def test_an_offer_says_all_that_is_known(asks: httpx.AsyncClient) -> None:
    read = Read((await asks.get(f"/lesen/hilfe/{RICH.id}")).text)
    for said in (
        "Schuldenberatung", "Wir beraten Sie.", "Montag 9:00 Uhr bis 12:30 Uhr", "Dienstag geschlossen",
        "Samstag geschlossen", "24. Dezember 2026 bis 6. Januar 2027: geschlossen (Ferien)",
        "Ab 1. März 2027: Freitag, 14:00 Uhr bis 16:00 Uhr", "An Feiertagen geschlossen", "Warteliste: 6 Wochen",
        "Gesagt am 2. November 2026", "Geprüft am 9. November 2026", "Quelle: Muster", "Es kostet nichts.",
        "Ihre Briefe", "Muster: Dieser Eintrag", "Büro, kostenlos", "0931 / 12 34",
    ):  # fmt: skip
        assert said in read.text, said
    assert "Lange her" not in read.text
    assert {"tel:09311234", "mailto:rat@muster.invalid", "https://muster.invalid/rat"} <= set(read.links)
    simple = Read((await asks.get(f"/lesen/hilfe/{RICH.id}?sprache=einfach")).text)
    assert "Montag 9 Uhr bis 12:30 Uhr" in simple.text


@pytest.mark.anyio
async def test_what_is_too_old_is_said_or_left_out(hub: HubApp) -> None:
    late = create_hub(HubSettings(seed=False), lambda: NOW.timestamp() + 365 * 86_400)
    late.state.hub.write([RICH])
    async with asking(late) as asks:
        said = Read((await asks.get(f"/lesen/hilfe/{RICH.id}")).text).text
        listed = Read((await asks.get("/lesen/hilfe")).text).text
    late.state.hub.close()
    assert "Länger nicht geprüft. Fragen Sie dort nach." in said
    assert "Länger nicht geprüft." in listed
    assert "Warteliste" not in said
    assert "Weihnachten" not in said


@pytest.mark.anyio
async def test_whatever_a_record_says_stays_text(asks: httpx.AsyncClient, hub: HubApp) -> None:
    evil = Text(de=EVIL, simple=EVIL)
    bad: dict[str, Any] = {"name": evil, "description": evil, "schedule_note": evil, "url": "javascript:alert(1)"}
    bad |= {"email": 'a@b"><script>', "chat_url": 'https://x.invalid/"onclick="', "required_documents": (evil,)}
    bad |= {"cost": CostOption(option="paid", amount_description=evil), "topics": ('"><script>',)}
    hostile = RICH.model_copy(update={"id": offer(8).id, **bad})
    hub.state.hub.write([hostile])
    for path in (f"/lesen/hilfe/{hostile.id}", f"/lesen/hilfe/{hostile.id}/druck", "/lesen/hilfe"):
        read = Read((await asks.get(path)).text)
        assert read.faults == []
        assert "<script>alert(1)</script>" in read.text
        assert "{{7*7}}" in read.text
    for query in (EVIL, "x" * 5000, "\0", "%", "' OR 1"):
        page = await asks.get("/lesen/hilfe", params={"q": query, "thema": query, "weiter": query, "sprache": query})
        assert page.status_code == 200
        assert Read(page.text).faults == []
    hub.state.hub.remove(HelpOffer.kind, [hostile.id])


@pytest.mark.anyio
async def test_filters_add_up_and_the_list_goes_on_where_it_ended(asks: httpx.AsyncClient) -> None:
    async def ids(**asked: str) -> list[str]:
        found, link = [], str(httpx.URL("/lesen/hilfe", params=asked))
        while link:
            read = Read((await asks.get(link)).text)
            found += re.findall(r"/lesen/hilfe/([0-9a-f-]{36})", " ".join(read.links))
            link = next((each for each in read.links if "weiter=" in each and "sprache=" not in each), "")
        return found

    everything = await ids()
    assert len(everything) == len({*everything}) > 50
    wanted = {"topic:geld", "cost:free"}
    known = [each for each in load().records if each.kind == HelpOffer.kind]
    fitting = {each.id for each in known if wanted <= set(each.facets())} | {RICH.id}
    assert set(await ids(thema="geld", kostenlos="1")) == fitting
    assert RICH.id in await ids(q="Schuldenberatung", thema="geld")
    assert RICH.id not in await ids(q="Schuldenberatung", thema="sucht")


@pytest.mark.anyio
async def test_a_page_is_asked_again_and_what_one_looked_for_is_never_kept(asks: httpx.AsyncClient) -> None:
    page = await asks.get("/lesen/hilfe")
    assert page.headers["cache-control"] == "no-cache"
    again = await asks.get("/lesen/hilfe", headers={"if-none-match": page.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = await asks.head("/lesen/hilfe")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == page.headers["content-length"]
    found = await asks.get("/lesen/hilfe?q=schulden")
    assert found.headers["cache-control"] == "no-store"
    assert "etag" not in found.headers
    assert page.headers["referrer-policy"] == "no-referrer"
    wished = await asks.get("/lesen", headers={"accept-language": "de-simple, de;q=0.5"})
    assert wished.headers["content-language"] == "de-simple"


@pytest.mark.anyio
async def test_what_one_looks_for_is_nowhere_written(
    asks: httpx.AsyncClient, hub: HubApp, caplog: pytest.LogCaptureFixture
) -> None:
    written: list[str] = []
    with caplog.at_level(0):
        engine = hub.state.hub.database.engine

        def note(_c: Any, _u: Any, statement: str, *_: Any) -> None:
            written.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        assert (await asks.get("/lesen/hilfe?q=heimlichkeit")).status_code == 200
        event.remove(engine, "before_cursor_execute", note)
    assert not [statement for statement in written if not statement.startswith(("SELECT", "BEGIN"))]
    ours = [record for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))]
    assert "heimlichkeit" not in "".join(record.getMessage() for record in ours)


@pytest.mark.anyio
async def test_a_reminder_is_confirmed_with_one_button_once(asks: httpx.AsyncClient, hub: HubApp) -> None:
    old = RICH.model_copy(update={"id": offer(9).id, "assured_date": None})
    hub.state.hub.write([old])
    link = Reminders(hub.state.hub).link(old.id)
    for _ in range(2):
        page = await asks.get(link)
        read = Read(page.text)
        assert [tag for tag, _ in read.tags].count("button") == 1
        assert page.headers["cache-control"] == "no-store"
    done = await asks.post(link)
    assert "Danke." in Read(done.text).text
    assert "Geprüft am 23. November 2026" in Read(done.text).text
    for answer in (await asks.post(link), await asks.get(link)):
        assert "Dieser Link gilt nicht mehr." in Read(answer.text).text
    hub.state.hub.remove(HelpOffer.kind, [old.id])
