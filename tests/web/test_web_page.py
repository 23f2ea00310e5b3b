"""Our page beside Flet's, and what stands in it before any script runs."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import flet_web  # type: ignore[import-untyped]
import httpx
import pytest

from app.client import Client
from app.page import MARK, fill, read_index
from tests.web.conftest import ASSETS, Served

# The page of Flet 1.0.5 that ours was written after.
FLETS_PAGE = "971ecd93a39b8258db024a9d9a4d48bc454bbaff342567bc7f90db4bf63fa3ee"


def test_flets_own_page_is_the_one_that_ours_was_written_after() -> None:
    theirs = (Path(flet_web.get_package_web_dir()) / "index.html").read_bytes()
    assert hashlib.sha256(theirs).hexdigest() == FLETS_PAGE, (
        "Flet's index.html has changed. Compare it with assets/index.html, take over what its client needs, "
        "then write its new sha256 into this test."
    )


def test_our_page_sets_every_setting_that_flets_page_sets() -> None:
    theirs = (Path(flet_web.get_package_web_dir()) / "index.html").read_text(encoding="utf-8")
    settings = re.search(r"var flet = \{(.*?)\n    \}", theirs, re.DOTALL)
    assert settings is not None
    names = set(re.findall(r"^\s*(\w+):", settings[1], re.MULTILINE))
    left_out = {"pyodideUrl", "appPackageUrl"}  # only for Python in the browser
    ours = read_index(ASSETS)
    assert {name for name in names - left_out if f"{name}:" not in ours} == set()
    for mark in (MARK, "flet.flutterAppLoaded", "flet.flutterAppResolve", 'id="loading"', '<base href="/">'):
        assert mark in theirs
        assert mark in ours


def test_the_page_is_german_can_be_zoomed_and_asks_nobody_else(served: Served) -> None:
    page = httpx.get(served.url + "/").text
    assert '<html lang="de">' in page
    assert "<title>WueApp</title>" in page
    assert '<meta name="description" content="WueApp' in page
    viewport = re.search(r'<meta name="viewport" content="([^"]*)"', page)
    assert viewport is not None
    assert viewport[1] == "width=device-width, initial-scale=1"
    assert re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", page) == []


def test_the_crisis_numbers_stand_in_the_page_itself(served: Served) -> None:
    page = re.sub(r"<script.*?</script>", "", httpx.get(served.url + "/").text, flags=re.DOTALL)
    for number in ("tel:112", "tel:116117", "tel:08006553000"):
        assert f'<a href="{number}">' in page
    assert "WueApp wird geladen …" in page
    assert "<noscript>" in page


def test_every_script_in_the_page_is_allowed_by_its_hash_and_no_other(served: Served) -> None:
    answer = httpx.get(served.url + "/")
    scripts = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
    assert len(scripts) == 3
    allowed = set(re.findall(r"'(sha256-[^']+)'", answer.headers["content-security-policy"]))
    assert allowed == {
        "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts
    }


def test_every_file_the_page_names_has_a_versioned_name_and_is_there(served: Served) -> None:
    page = httpx.get(served.url + "/").text
    names = [name for name in re.findall(r'(?:src|href)="([^"]+)"', page) if not name.startswith("tel:")]
    names.remove("/")  # the base
    assert len(names) == 5
    for name in names:
        assert name.startswith("/v/"), name
        assert httpx.get(served.url + name).status_code == 200, name
    manifest = httpx.get(next(served.url + name for name in names if name.endswith("manifest.json"))).json()
    assert manifest["lang"] == "de"
    for icon in manifest["icons"]:
        assert httpx.get(f"{served.url}/v/{Client(ASSETS).key}/{icon['src']}").status_code == 200


def test_a_page_without_the_place_for_the_settings_is_refused_at_the_start() -> None:
    with pytest.raises(ValueError, match="fletAppConfig"):
        fill("<html></html>", Client(ASSETS), "WueApp")
