"""Institutions that are likely one are shown with the reason, joined with all that is theirs, or never asked again."""

from __future__ import annotations

from typing import Any

import pytest

from contract.help import Address, HelpOffer, Location, Organization, Phone
from contract.help_desk import Institution
from contract.identity import named_id
from hub.asgi import HubApp
from hub.hsds import twins
from hub.hsds.twins import Traits
from tests.hub.asking import asking
from tests.hub.desks import fill, now, offered
from tests.hub.writers import signed_in

pytestmark = pytest.mark.anyio
MARKET = Location(address=Address(address_1="Marktstraße 3", postal_code="97070", city="Würzburg"))
SQUARE = Location(address=Address(address_1="Marktstr. 3", postal_code="97070", city="Würzburg"))


def known(name: str, *phones: str, website: str = "", places: tuple[Location, ...] = ()) -> Traits:
    return twins.traits(Institution(id=named_id("twin", name), name=name, website=website or None), phones, places)


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (known("Würzburger Tafel e.V."), known("Wuerzburger Tafel"), ("name",)),
        (known("Tafel", "0931 / 12 34-5"), known("Lebensmittelausgabe", "+49 (0)931 12345"), ("phone",)),
        (known("Haus Sonne", website="https://www.x.de/"), known("Haus Sonnen", website="x.de#1"), ("name", "website")),
        (
            known("Beratung Mitte", website="https://m.de", places=(MARKET,)),
            known("Anlaufstelle", website="m.de", places=(SQUARE,)), ("address", "website"),
        ),
        (known("Diakonie Würzburg"), known("Caritas Würzburg"), ()),
        (known("Amt", "116 117"), known("Praxis", "116117"), ()),
        (known("Büro eins", places=(MARKET,)), known("Kanzlei zwei", places=(SQUARE,)), ()),
    ],
)  # fmt: skip
def test_likely_twins_are_found_and_others_not(first: Traits, second: Traits, why: tuple[str, ...]) -> None:
    pairs = twins.likely([first, second])
    assert [pair.why for pair in pairs] == ([why] if why else [])
    assert all(twins.LIKELY <= pair.likeness <= 1 for pair in pairs)
    apart = {(min(first.id, second.id), max(first.id, second.id))}
    assert twins.likely([first, second], apart) == []


def test_numbers_are_the_same_however_they_are_written() -> None:
    written = ("0931 12345", "+49 931 12345", "0049 931/12345", "+49 (0)931 123-45", "(0931) 12345")
    assert {twins.international(each) for each in written} == {"+4993112345"}
    assert [twins.international(each) for each in ("110", "116 117", "0931")] == ["", "", ""]


def test_ten_thousand_institutions_are_compared_by_what_few_share() -> None:
    every = [known(f"Beratungsstelle {number:05} Würzburg", f"0931 {number:06}") for number in range(10_000)]
    doubles = [known(f"Beratungsstelle {number:05} Würzburg gGmbH", f"0931 {number:06}") for number in (7, 4711)]
    compared = twins.candidates([*every, *doubles])
    assert len(compared) < 20_000
    assert len([pair for pair in twins.likely([*every, *doubles]) if pair.why == ("name", "phone")]) == 2


def of(number: int, name: str, **more: Any) -> HelpOffer:
    organization = Organization(name=name, id=named_id("institution", name))
    return offered(number).model_copy(update={"organization": organization, **more})


async def test_an_editor_joins_two_and_contact_data_are_kept_once(app: HubApp) -> None:
    first = of(1, "Würzburger Tafel", phones=(Phone(number="0931 12345"),))
    second = of(2, "Tafel Würzburg e.V.", phones=(Phone(number="+49 931 12345"),))
    fill(app, first, second, of(3, "Ganz anderes"))
    keep, drop = first.organization.id, second.organization.id
    async with asking(app) as client:
        editor = signed_in(app, "cleo", "editor")
        said = {"id": drop, "name": "Tafel Würzburg e.V.", "email": "t@x.example", "phones": [{"number": "0931 12345"}]}
        await client.put(f"/v1/help-desk/institutions/{drop}", json=said, headers=editor)
        [pair] = (await client.get("/v1/help-desk/twins", headers=editor)).json()["items"]
        joined = await client.post("/v1/help-desk/twins", json={"keep": keep, "drop": drop}, headers=editor)
        again = await client.post("/v1/help-desk/twins", json={"keep": keep, "drop": drop}, headers=editor)
        self = await client.post("/v1/help-desk/twins", json={"keep": keep, "drop": keep}, headers=editor)
        listed = (await client.get("/v1/help-desk/offers", headers=editor)).json()["institutions"]
    assert {pair["first"]["id"], pair["second"]["id"]} == {keep, drop}
    assert pair["why"] == ["name", "phone"]
    assert joined.json() == {"items": []}
    assert (again.status_code, self.status_code) == (404, 422)
    assert now(app, second.id).organization.id == keep
    [one] = [each for each in listed if each["id"] == keep]
    assert (one["email"], [each["number"] for each in one["phones"]]) == ("t@x.example", ["0931 12345"])
    assert set(one["offers"]) == {first.id, second.id}
    assert drop not in [each["id"] for each in listed]


async def test_two_that_are_two_are_never_asked_about_again(app: HubApp) -> None:
    first, second = of(1, "Haus Sonne"), of(2, "Haus Sonne e. V.")
    fill(app, first, second)
    said = {"keep": first.organization.id, "drop": second.organization.id, "apart": True}
    async with asking(app) as client:
        editor = signed_in(app, "cleo", "editor")
        before = (await client.get("/v1/help-desk/twins", headers=editor)).json()["items"]
        told = [await client.post("/v1/help-desk/twins", json=said, headers=editor) for _ in range(2)]
        after = (await client.get("/v1/help-desk/twins", headers=editor)).json()["items"]
    assert (len(before), after) == (1, [])
    assert [each.status_code for each in told] == [200, 200]
    assert now(app, second.id) == second
