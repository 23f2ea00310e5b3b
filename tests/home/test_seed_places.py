"""The start page's seed: 65 places with everyday names and offices, and ten news items."""

from __future__ import annotations

from collections import Counter

from contract.home import News, Place
from contract.kinds import KINDS
from tests.seeds import SEED, hard_texts, raw, records, slugs, unsourced


def places() -> list[Place]:
    return [record for record in records("places") if isinstance(record, Place)]


def news() -> list[News]:
    return [record for record in records("news") if isinstance(record, News)]


def place(slug: str) -> Place:
    return next(place for place in places() if place.slug == slug)


def test_there_are_13_districts_and_52_municipalities() -> None:
    assert Counter(place.level for place in places()) == {"district": 13, "municipality": 52}
    assert len({place.slug for place in places()}) == 65


def test_every_slug_is_folded_from_the_name() -> None:
    fold = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "-"})
    assert [p.slug for p in places() if p.slug != p.name.de.lower().translate(fold)] == []
    assert {"duerrbachtal", "lindleinsmuehle", "frickenhausen-am-main", "hausen-bei-wuerzburg"} <= slugs()


def test_the_districts_carry_the_numbers_1_to_13_and_belong_to_the_city() -> None:
    districts = [place for place in places() if place.level == "district"]
    assert [district.number for district in districts] == list(range(1, 14))
    offices = {(district.office.name, district.office.kind) for district in districts}
    assert offices == {("Stadt Würzburg", "city")}


def test_inhabitants_stand_only_where_the_source_gives_them() -> None:
    unknown = {place.slug for place in places() if place.level == "district" and place.inhabitants is None}
    assert unknown == {"steinbachtal", "rottenbauer"}
    assert place("frauenland").inhabitants == 19913
    assert all(place.inhabitants is None for place in places() if place.level == "municipality")


def test_22_municipalities_stand_alone_and_30_share_11_offices() -> None:
    county = [place for place in places() if place.level == "municipality"]
    assert Counter(place.office.kind for place in county) == {"municipality": 22, "vg": 30}
    shared = {place.office.name for place in county if place.office.kind == "vg"}
    assert {name.removeprefix("Verwaltungsgemeinschaft ") for name in shared} == {
        "Aub", "Bergtheim", "Eibelstadt", "Estenfeld", "Giebelstadt", "Helmstadt", "Hettstadt", "Kirchheim",
        "Kist", "Margetshöchheim", "Röttingen",
    }  # fmt: skip


def test_every_shared_office_serves_the_municipality_it_is_named_after() -> None:
    county = {place.name.de: place.office.name for place in places() if place.office.kind == "vg"}
    for office in set(county.values()):
        assert county[office.removeprefix("Verwaltungsgemeinschaft ")] == office
    assert county["Prosselsheim"] == "Verwaltungsgemeinschaft Estenfeld"
    assert place("ochsenfurt").office.name == "Stadt Ochsenfurt"


def test_offices_known_from_2017_say_so_and_are_reviewed_soon() -> None:
    for county in (place for place in places() if place.level == "municipality"):
        assert "bestätigen" in county.provenance.source
        assert county.provenance.review_by.isoformat() == "2027-01-31"


def test_everyday_names_find_their_district() -> None:
    old_town = set(place("altstadt").synonyms)
    assert {"Dom", "Neumünster", "Peter", "Innere Pleich", "Haug", "Mainviertel"} <= old_town
    assert {"Mönchberg", "Keesburg", "Hubland"} <= set(place("frauenland").synonyms)
    assert {"Dürrbachau", "Unterdürrbach", "Oberdürrbach"} <= set(place("duerrbachtal").keywords())
    assert {"Nikolausberg", "Dallenberg"} <= set(place("steinbachtal").synonyms)


def test_no_everyday_name_points_to_two_places() -> None:
    names = [name for place in places() for name in (place.name.de, *place.synonyms)]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_ten_news_are_there_and_at_least_eight_have_a_source() -> None:
    assert len(news()) == 10
    assert sum(not item.provenance.sample for item in news()) >= 8


def test_news_name_known_places_and_carry_an_offset() -> None:
    assert [item.where for item in news() if item.where not in slugs()] == []
    assert [item.published for item in news() if item.published.utcoffset() is None] == []


def test_backed_news_are_dated_as_their_source_not_later() -> None:
    late = [n for n in news() if not n.provenance.sample and n.published.date() > n.provenance.stand]
    assert [item.headline.de for item in late] == []


def test_news_are_put_into_simple_language() -> None:
    assert hard_texts("news") == []


def test_places_and_news_say_where_they_come_from() -> None:
    assert unsourced("places") + unsourced("news") == []


def test_no_two_seed_records_share_an_id() -> None:
    kinds = [kind for kind in KINDS if (SEED / f"{kind}.json").exists()]
    ids = [element["id"] for kind in kinds for element in raw(kind)]
    assert [identity for identity, count in Counter(ids).items() if count > 1] == []
