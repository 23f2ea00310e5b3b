"""The client's files on their way to the browser."""

from __future__ import annotations

import gzip
import http.client
import io
import shutil
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import httpx
import pytest
from fontTools.ttLib import TTFont
from starlette.requests import Request

from app.client import CHANGED, CHANGES, Client
from app.static import FOREVER, Shelf, choose_coding, pack
from tests.web.conftest import ASSETS, Served

KEY = Client(ASSETS).key


def raw(served: Served, path: str, accept: str = "identity") -> tuple[http.client.HTTPResponse, bytes]:
    """One GET with the path exactly as given and the body as it came over the wire."""
    wire = http.client.HTTPConnection(served.host)
    wire.request("GET", path, headers={"Accept-Encoding": accept})
    answer = wire.getresponse()
    body = answer.read()
    wire.close()
    return answer, body


@pytest.mark.parametrize("name", ["flutter_bootstrap.js", "fonts/AtkinsonHyperlegible-Bold.ttf", "main.dart.mjs"])
def test_whatever_the_coding_the_file_is_the_same_after_decoding(served: Served, name: str) -> None:
    plain = Client(ASSETS).read(name)
    decode = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}
    for coding, decoded in decode.items():
        for _ in range(2):  # compressed now, then from the cache
            answer, body = raw(served, f"/v/{KEY}/{name}", coding)
            assert answer.getheader("Content-Encoding", "identity") == coding
            assert answer.getheader("Vary") == "Accept-Encoding"
            assert decoded(body) == plain
            assert coding == "identity" or len(body) < len(plain)


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.1,gzip;q=0.9", "br"),
        ("*", "br"),
        ("gzip;q=0, *;q=0", "identity"),
        ("deflate", "identity"),
        ("br;q=much", "identity"),
        ("", "identity"),
    ],
)
def test_the_best_coding_that_the_browser_takes_is_sent(accept: str, coding: str) -> None:
    assert choose_coding(accept) == coding


def test_a_versioned_name_is_kept_for_good_and_the_page_is_asked_for_each_time(served: Served) -> None:
    assert httpx.get(f"{served.url}/v/{KEY}/main.dart.mjs").headers["cache-control"] == FOREVER
    page = httpx.get(served.url + "/")
    assert page.headers["cache-control"] == "no-cache"
    assert f"/v/{KEY}/flutter_bootstrap.js" in page.text
    again = httpx.get(served.url + "/hilfe", headers={"If-None-Match": page.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_from_before_an_upgrade_still_finds_its_pictograms_but_does_not_keep_them(served: Served) -> None:
    answer = httpx.get(f"{served.url}/v/0123456789ab/pictograms/help.svg")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"


def test_one_changed_byte_of_ours_gives_new_names_but_leaves_flets_files_packed(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(ASSETS, tmp_path / "assets"))
    before = Client(copy)
    (copy / "pictograms" / "help.svg").write_text("<svg/>")
    after = Client(copy)
    assert before.key != after.key
    assert before.flet_key == after.flet_key


@pytest.mark.parametrize(
    ("wish", "sign"),
    [
        ("fallback/notosans/v37/o-0mIpQlx3QUlC5A4PNB6Ryti20_6n1iPHjc5ardu1mFtA.woff2", "Ж"),
        ("fallback/notosanssymbols2/v24/I_uyMoGduATTei9eI8daxVHDyfisHr71ypM.woff2", "★"),
        ("fallback/notosansarabic/v28/nwpxtLGrOAZMl5nJ_wfgRg3DrWFZWsnVBJ_sS6tlqHHFlj4wv4o.woff2", "م"),
        ("fallback/notocoloremoji/v32/Yq6P-KqIXTD0t4D9z1ESnKM3-HpFabsE4tq3luCC7p-aXxcn.9.woff2", "😀"),
        ("fallback/notosansnamedbynobodyyet/v1/x.woff2", "a"),
    ],
)
def test_every_fallback_font_that_flutter_asks_for_is_answered_from_here(served: Served, wish: str, sign: str) -> None:
    for base in (f"/v/{KEY}/", "/v/of-an-older-page/", "/assets/fonts/"):
        path = base + (wish if base.startswith("/v/") else wish.removeprefix("fallback/"))
        answer, body = raw(served, path)
        assert answer.status == 200, path
        assert ord(sign) in TTFont(io.BytesIO(body)).getBestCmap(), path


@pytest.mark.parametrize(
    "path",
    [
        f"/v/{KEY}/../../app/web.py",
        f"/v/{KEY}/%2e%2e/%2e%2e/app/web.py",
        f"/v/{KEY}//etc/passwd.txt",
        "/../app/web.py",
        "/..%2fapp%2fweb.py",
        f"/v/{KEY}/fonts/cut.py",
        f"/v/{KEY}/index.html",
        f"/v/{KEY}/pyodide/pyodide.mjs",
        f"/v/{KEY}/",
    ],
)
def test_nothing_beside_the_shelf_can_be_had(served: Served, path: str) -> None:
    assert raw(served, path)[0].status == 404


def test_the_client_names_no_foreign_host_that_it_would_ask_at_its_start() -> None:
    client = Client(ASSETS)
    for name in CHANGED:
        theirs, ours = client.source(name).read_bytes(), client.read(name)
        assert len(theirs) == len(ours)
        for words in CHANGES:
            assert words in theirs, f"{words!r} is gone from {name}: look at the new Flet, then change app/client.py"
            assert words not in ours
        assert b"cdn.jsdelivr.net/npm" not in ours


@pytest.mark.anyio
async def test_a_full_disk_costs_time_but_not_the_file(tmp_path: Path) -> None:
    blocked = tmp_path / "a-file-where-the-folder-should-be"
    blocked.write_text("")
    shelf = Shelf(Client(ASSETS), blocked)
    scope = {"type": "http", "method": "GET", "path": f"/v/{KEY}/main.dart.mjs", "query_string": b""}
    scope |= {"headers": [(b"accept-encoding", b"br"), (b"host", b"x")]}
    answer = await shelf.answer(Request(scope))
    assert brotli.decompress(bytes(answer.body)) == Client(ASSETS).read("main.dart.mjs")


@pytest.mark.anyio
async def test_what_was_packed_ahead_is_served_and_older_versions_are_dropped(tmp_path: Path) -> None:
    flets, assets, cache = tmp_path / "flet", tmp_path / "assets", tmp_path / "cache"
    for folder in (flets, assets, cache / "aaaa-11"):
        folder.mkdir(parents=True)
    (flets / "flutter_bootstrap.js").write_text("start();" * 100)
    (assets / "mark.svg").write_text("<svg>" + " " * 100 + "</svg>")
    client = Client(assets, flets)
    assert "4 files" in pack(client, cache)
    assert "0 files" in pack(client, cache)
    assert not (cache / "aaaa-11").exists()
    packed = cache / f"{client.flet_key}-11" / "flutter_bootstrap.js.br"
    assert await Shelf(client, cache).body("flutter_bootstrap.js", "br") == packed.read_bytes()
