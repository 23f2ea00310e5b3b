"""Owns the proof that the public store keeps, finds and survives; it must not know the hub."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from contract.changes import ChangePage
from contract.help import HelpOffer
from services.local import PublicStore
from services.local_file import StoreFailed
from tests.conftest import NOW
from tests.hub.samples import identity, news, offer
from tests.services.looking import fill

pytestmark = pytest.mark.anyio


def changes(upserts: Sequence[object] = (), gone: tuple[str, ...] = (), after: str = "t2") -> ChangePage:
    return ChangePage(kind="help", epoch="e", upserts=tuple(upserts), gone=gone, next=after, checksum="")


async def test_a_page_is_in_order_and_counts_all(public: PublicStore) -> None:
    await fill(public, [offer(number) for number in reversed(range(120))])
    page = await public.page("help", limit=50, offset=100)
    assert (page.total, page.broken) == (120, 0)
    assert [record.name.de for record in page.records] == [f"Angebot {number:05d}" for number in range(100, 120)]


async def test_facets_narrow_the_same_way_whether_rare_or_common(public: PublicStore) -> None:
    offers = [offer(n, topics=("geld",) if n % 100 else ("sucht", "geld"), free=n % 2 == 0) for n in range(1000)]
    await fill(public, offers)
    expected = sorted(offers, key=lambda each: (each.order(), each.id))
    for facets in (("topic:geld",), ("topic:sucht",), ("topic:sucht", "topic:geld"), ("topic:sucht", "cost:free"),
                   ("cost:free",), ("topic:unknown",)):  # fmt: skip
        names = {facet.partition(":")[0] for facet in facets}
        wanted = [
            each for each in expected
            if all(any(f in each.facets() for f in facets if f.startswith(name)) for name in names)
        ]  # fmt: skip
        page = await public.page("help", facets=facets, limit=7, offset=2)
        assert page.records == tuple(wanted[2:9]), facets
        assert page.total == len(wanted), facets


async def test_a_place_shows_its_own_and_those_of_the_whole_region(public: PublicStore) -> None:
    await fill(public, [news(1, where="heuchelhof"), news(2, where="gerbrunn"), news(3)], "news")
    page = await public.page("news", place="gerbrunn")
    assert [each.where for each in page.records] == ["", "gerbrunn"]
    assert page.total == 2
    later = await public.page("news", after=news(2).order())
    assert [each.where for each in later.records] == ["gerbrunn", "heuchelhof"]
    assert later.total == 2


async def test_a_snapshot_replaces_what_was_there_and_says_whether_anything_changed(public: PublicStore) -> None:
    assert await fill(public, [offer(1), offer(2)])
    assert not await fill(public, [offer(1), offer(2)], token="t2")
    assert await fill(public, [offer(2), offer(3)], token="t3")
    assert [record.id for record in (await public.page("help")).records] == [identity("help 2"), identity("help 3")]
    cursor = await public.cursor("help")
    assert cursor is not None
    assert (cursor.token, cursor.fetched_at) == ("t3", NOW)


async def test_changes_are_applied_with_their_cursor(public: PublicStore) -> None:
    await fill(public, [offer(1), offer(2), offer(3)])
    page = changes([offer(2, name="Neuer Name").model_dump(mode="json", by_alias=True)], (identity("help 1"),))
    assert await public.apply(page, since="t1", etag=None, at=NOW)
    assert [each.name.de for each in (await public.page("help")).records] == ["Angebot 00003", "Neuer Name"]
    assert (await public.find("Neuer")).total == 1
    assert (await public.find("00002")).total == 0
    assert await public.counts("help", "topic") == {"geld": 2}


async def test_changes_that_do_not_follow_on_are_left_alone(public: PublicStore) -> None:
    await fill(public, [offer(1)])
    assert not await public.apply(changes(gone=(identity("help 1"),)), since="t0", etag=None, at=NOW)
    assert (await public.page("help")).total == 1


async def test_a_broken_record_is_set_aside_and_the_good_older_one_stays(public: PublicStore) -> None:
    await fill(public, [offer(1), offer(2)])
    bad = {**offer(1).model_dump(mode="json", by_alias=True), "topics": []}
    good = offer(3).model_dump(mode="json", by_alias=True)
    strange: list[object] = [None, 7, "x", {"id": 5}, {}]
    assert await public.apply(changes([bad, good, *strange]), since="t1", etag=None, at=NOW)
    page = await public.page("help")
    assert [record.id for record in page.records] == [identity(f"help {n}") for n in (1, 2, 3)]
    assert page.broken == await public.broken() == 6
    cursor = await public.cursor("help")
    assert cursor is not None
    assert cursor.token == "t2"


async def test_a_record_mended_at_the_hub_is_no_longer_counted_as_broken(public: PublicStore) -> None:
    bad = json.dumps({**offer(1).model_dump(mode="json", by_alias=True), "name": 1}).encode()
    await public.replace("help", [bad, b"{no json"], token="t1", epoch="e", at=NOW)
    assert (await public.page("help")).broken == 2
    await fill(public, [offer(1)], token="t2")
    page = await public.page("help")
    assert (page.total, page.broken) == (1, 0)


async def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    first = PublicStore(tmp_path / "public.db")
    await fill(first, [offer(1), offer(2, name="Schuldnerberatung")])
    first.close()
    second = PublicStore(tmp_path / "public.db")
    assert second.trouble is None
    assert (await second.page("help")).total == 2
    assert (await second.find("schuldnerbratung")).records == (offer(2, name="Schuldnerberatung"),)
    assert await second.ages() == {"help": NOW}
    second.close()


async def test_a_list_can_be_read_while_a_long_write_runs(public: PublicStore) -> None:
    await fill(public, [offer(1)])

    def write_and_look(db: sqlite3.Connection) -> int:
        db.execute("DELETE FROM mirror")
        # Read from within the writing: with one connection or a lock this would see nothing, or never return.
        return int(public.file.read_now(lambda other: other.execute("SELECT count(*) FROM mirror").fetchone()[0]))

    assert await public.file.write(write_and_look) == 1


async def test_an_index_of_another_version_is_filled_again(tmp_path: Path) -> None:
    store = PublicStore(tmp_path / "public.db")
    await fill(store, [offer(1, name="Tafel")])
    await store.file.write(lambda db: db.execute("UPDATE search_note SET value='0' WHERE name='version'"))
    store.close()
    store = PublicStore(tmp_path / "public.db")
    assert (await store.find("tafel")).records == (offer(1, name="Tafel"),)
    store.close()


async def test_a_full_disk_changes_nothing_and_is_told(public: PublicStore) -> None:
    await fill(public, [offer(1)])
    await public.file.write(lambda db: db.execute("SELECT 1"))
    pages = public.file.write_now(lambda db: db.execute("PRAGMA page_count").fetchone()[0])
    public.file._writer.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreFailed):
        await fill(public, [offer(number) for number in range(500)], token="t2")
    assert (await public.page("help")).records == (offer(1),)
    assert public.trouble is None


async def test_typed_text_is_never_query_language(public: PublicStore) -> None:
    await fill(public, [offer(1, name="Tafel")])
    for typed in ('"', "a OR b", "NEAR(", "*", "'; DROP TABLE mirror; --", "\x00", "ta:fel", "-", "^", "🙂", ""):
        await public.find(typed, "help")
    assert isinstance((await public.find("Tafel", "help", facets=("topic:geld",))).records[0], HelpOffer)
