"""Whatever somebody sends as an import is taken, named or refused, never a fault of the hub."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.help import HelpOffer
from contract.help_desk import ImportReport
from hub.asgi import HubApp
from hub.core.changes import wire
from hub.hsds import files, merging, package, runs
from hub.hsds.offer import Origin
from hub.hsds.service import service
from hub.hsds.sheets import Unreadable
from tests.hub.asking import asking
from tests.hub.hsds import OCTETS, TODAY, take, there, whole
from tests.hub.writers import signed_in

pytestmark = pytest.mark.anyio
JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=20), st.just("\ud800"),
    st.just([]), st.just({}), st.just([[]]), st.just([{"id": []}]), st.just({"de-simple": 1}),
    st.sampled_from(["9999-12-31", "0001-01-01", "javascript:1", "x" * 30_000, "1e999", "-1", "٣"]),
)  # fmt: skip


async def test_what_cannot_be_read_is_refused_before_anything_is_kept(hub_app: HubApp) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("services.csv", b"id,name\n" + b"0" * 60 * 1024 * 1024)
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(100):
            archive.writestr(f"{number}.csv", "")
    crooked = bytearray(package.written([service(whole())]))
    crooked[40:200] = b"\xff" * 160
    bad = [
        (b"PK\x03\x04 nothing", "hsds"), (bomb.getvalue(), "hsds"), (many.getvalue(), "hsds"), (bytes(crooked), "hsds"),
        (b"[" * 100_000, "hsds"), (b'{"a":' * 50 + b"1" + b"}" * 50, "hsds"), (b"17", "hsds"),
        (b"\xff\xfe\x00", "hsds"),
        (b"a;b\n1;2", "csv"), (b"name\x00\n1", "csv"), (b'name\n"' + b"x" * 200_000, "csv"),
        (b"name\n" + b"x\n" * 20_001, "csv"),
        (b"name" + b";x" * 190 + b"\n" + (b"x" + b";" * 190 + b"\n") * 11_000, "csv"),
    ]  # fmt: skip
    async with asking(hub_app) as client:
        shown = signed_in(hub_app, "cleo", "editor")
        for raw, form in bad:
            told = await client.post(
                "/v1/help-desk/imports", params={"format": form}, content=raw, headers=shown | OCTETS
            )
            assert (told.status_code, told.json()["errors"][0]["pointer"]) == (422, "#"), raw[:20]
        wrong = await client.post("/v1/help-desk/imports?format=csv", content=b"name", headers=shown)
        huge = await client.post(
            "/v1/help-desk/imports?format=csv", content=b"x" * (8 * 1024 * 1024 + 1), headers=shown | OCTETS
        )
        listed = (await client.get("/v1/help-desk/imports", headers=shown)).json()
    assert (wrong.status_code, huge.status_code, listed) == (415, 413, {"items": []})


def crooked(told: Any, junk: Any, draw: st.DataObject) -> Any:
    """What was told, with junk somewhere in it."""
    if isinstance(told, dict) and told and draw.draw(st.booleans()):
        name = draw.draw(st.sampled_from(sorted(told)))
        return {**told, name: crooked(told[name], junk, draw)}
    if isinstance(told, list) and told and draw.draw(st.booleans()):
        return [crooked(told[0], junk, draw), *told[1:]]
    return junk


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(draw=st.data(), junk=JUNK)
def test_whatever_stands_somewhere_in_a_service_is_taken_or_named(draw: st.DataObject, junk: Any) -> None:
    told = crooked(service(whole()), junk, draw)
    origin = Origin("Quelle", TODAY)
    try:
        [made] = files.services([json.loads(json.dumps(told))], origin)
    except (Unreadable, ValueError):
        # No object at all, or several.
        assert not isinstance(told, dict) or "contents" in told or "services" in told
        return
    one = merging.merged(made, whole(), None)
    assert one is None or HelpOffer.model_validate_json(wire(one)) == one
    assert (one is None) == (made.refused is not None)
    ImportReport(id="x", source="", at=datetime.now(UTC), refused=runs.told(made)).model_dump_json()


def test_texts_of_others_lose_hidden_signs_and_keep_their_words(hub_app: HubApp) -> None:
    told = {"name": "Ein\u202e Name", "description": "Eins\r\nZwei \u200bDrei", "attributes": "keine Liste",
            "organization": {"name": "Wohnen e.V."}, "phones": [{"number": "+49 (0)931/12-3", "extension": 4}, 5],
            "schedules": [{"freq": "MONTHLY", "byday": "1MO", "opens_at": "10:00"}]}  # fmt: skip
    report = take(hub_app, json.dumps([told]).encode())
    assert sorted(each.field for each in report.refused) == ["attributes", "phones", "topics"]
    told["name"] = "Ein\u202e Name für Wohnen"
    report = take(hub_app, json.dumps([told]).encode())
    [one] = there(hub_app).values()
    assert (one.name.de, one.description.de, one.topics) == ("Ein Name für Wohnen", "Eins\nZwei Drei", ("wohnen",))
    assert [(each.number, each.description and each.description.de) for each in one.phones] == [
        ("+49 931/12 3", "Durchwahl 4")
    ]
    assert one.schedule_note is not None
    assert one.schedule_note.de == "MONTHLY 1MO 10:00"
    assert one.provenance.stand == date(2026, 11, 23)
