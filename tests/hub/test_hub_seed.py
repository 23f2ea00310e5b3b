"""The content a hub begins with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contract.kinds import KINDS
from hub import seed
from hub.core.hub import Hub
from hub.settings import HubSettings
from tests.hub.samples import news


def test_all_of_the_seed_holds_and_every_kind_has_some() -> None:
    content = seed.load()
    assert content.broken == ()
    assert {record.kind for record in content.records} == set(KINDS)


def test_a_fresh_hub_holds_the_seed_and_is_ready() -> None:
    hub = Hub(HubSettings())
    held = sum(len(hub.log.page(kind, None, 1000).changes) for kind in KINDS)
    assert held == len(seed.load().records)
    assert hub.ready()
    hub.close()


def test_a_hub_that_lost_its_seed_mark_is_not_ready() -> None:
    hub = Hub(HubSettings())
    with hub.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM meta WHERE name = 'seed'")
    assert not hub.ready()
    hub.close()


def test_a_second_start_changes_nothing_and_keeps_what_was_edited(url: str) -> None:
    first = Hub(HubSettings(url))
    edited = first.log.page("news", None, 1).changes[0]
    first.remove("news", [edited.id])
    numbers = first.log.numbers()
    first.close()
    second = Hub(HubSettings(url))
    assert second.log.numbers() == numbers
    second.close()


def test_another_seed_puts_in_what_is_new_and_takes_away_what_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def content(*numbers: int) -> None:
        values = [json.loads(news(number).model_dump_json(by_alias=True)) for number in numbers]
        (tmp_path / "news.json").write_text(json.dumps(values))
        seed.digest.cache_clear()

    hub = Hub(HubSettings(seed=False))
    hub.write([news(100)])

    def held() -> set[str]:
        return {change.id for change in hub.log.page("news", None, 10).changes}

    content(1, 2)
    seed.plant(hub.database, hub.log, tmp_path)
    assert held() == {news(n).id for n in (1, 2, 100)}
    content(2, 3)
    seed.plant(hub.database, hub.log, tmp_path)
    assert held() == {news(n).id for n in (2, 3, 100)}
    hub.close()


def test_what_people_changed_at_the_hub_no_later_seed_takes_back(tmp_path: Path, url: str) -> None:
    def content(*headlines: str) -> None:
        some = [news(number, headline) for number, headline in enumerate(headlines) if headline]
        (tmp_path / "news.json").write_text(
            json.dumps([json.loads(each.model_dump_json(by_alias=True)) for each in some])
        )
        seed.digest.cache_clear()
        seed.plant(hub.database, hub.log, tmp_path)

    def held() -> list[str]:
        page = hub.log.page("news", None, 10)
        return sorted(json.loads(change.body)["headline"]["de"] for change in page.changes if not change.gone)

    hub = Hub(HubSettings(url, seed=False))
    content("a0", "b0", "c0", "d0")
    hub.write([news(1, "von Hand"), news(3, "auch von Hand")])
    hub.remove("news", [news(2).id])
    content("a1", "b1", "c1")
    assert held() == ["a1", "auch von Hand", "von Hand"]
    # Also the next time; what nobody touched follows.
    content("a2", "b2", "c2", "", "e2")
    assert held() == ["a2", "auch von Hand", "e2", "von Hand"]
    hub.close()


def test_one_broken_record_is_named_and_does_not_stop_the_others(tmp_path: Path) -> None:
    good = json.loads(news(1).model_dump_json(by_alias=True))
    (tmp_path / "news.json").write_text(json.dumps([good, {"id": "x"}, good]))
    (tmp_path / "guides.json").write_text("[")
    (tmp_path / "other.json").write_text("[")
    content = seed.load(tmp_path)
    assert [record.id for record in content.records] == [news(1).id]
    assert [sentence.partition(":")[0] for sentence in content.broken] == [
        "news.json[1].id", "news.json[2].id", "guides.json",
    ]  # fmt: skip


def test_a_file_belongs_to_the_longest_kind_its_name_begins_with(tmp_path: Path) -> None:
    for name in ("help-krise.json", "forum-places-1.json", "places.json", "bundle.txt", "helper.json"):
        (tmp_path / name).write_text("[]")
    assert [kind for kind, _ in seed.files(tmp_path)] == ["help", "places", "forum-places"]
