"""Where a code may be sent, and the file that names providers."""

from __future__ import annotations

from typing import Any

import pytest

from hub.providers import Elsewhere, Provider, read
from tests.account.provider import LINK, at

BACK = "http://127.0.0.1:5000/anmeldung"


@pytest.mark.parametrize(
    ("uri", "leads"),
    [
        (LINK, True),
        (BACK, True),
        ("http://127.0.0.1:1/", True),
        ("http://127.0.0.1/anmeldung", False),
        ("http://localhost:5000/anmeldung", False),
        ("https://127.0.0.1:5000/anmeldung", False),
        ("http://127.0.0.1:5000@evil.invalid/", False),
        ("http://127.0.0.1:5000/?next=https://evil.invalid", False),
        ("http://127.0.0.1:5000/#x", False),
        ("http://127.0.0.1:5000/\n", False),
        ("http://127.0.0.1.evil.invalid:5000/", False),
        (LINK + "/", False),
        (LINK + "?x", False),
        ("https://app.wueapp.invalid.evil.invalid/anmeldung", False),
        ("wueapp://anmeldung", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_a_code_goes_only_to_this_machine_or_to_the_claimed_link(uri: str, leads: bool) -> None:
    assert at("https://amt.invalid").leads_back(uri) is leads


def test_providers_are_read_from_a_file(tmp_path: Any) -> None:
    told = 'links = ["%s"]\n[[providers]]\nid = "amt"\nname = "Amt"\nissuer = "https://amt.invalid"\n'
    file = tmp_path / "providers.toml"
    file.write_text((told % LINK) + 'client_id = "wueapp"\nclient_secret = "ge:heim"\n')
    assert read(file) == at("https://amt.invalid")
    assert "ge:heim" not in repr(read(file))


@pytest.mark.parametrize(
    "wrong",
    [
        '[[providers]]\nid = "amt"\n',
        'providers = ["geheim"]',
        "providers = 1",
        'links = ["http://app.invalid/"]',
        "no toml",
        '[[providers]]\nid="Ä"\nname="x"\nissuer="https://x"\nclient_id="x"',
        '[[providers]]\nid="a"\nname="x"\nissuer="http://x"\nclient_id="x"',
        '[[providers]]\nid="a"\nname="x"\nissuer="https://x"\nclient_id=""',
    ],
)
def test_a_file_that_makes_no_sense_is_told_without_repeating_it(tmp_path: Any, wrong: str) -> None:
    file = tmp_path / "providers.toml"
    file.write_text(wrong)
    with pytest.raises(ValueError) as caught:
        read(file)
    assert "geheim" not in str(caught.value)


def test_two_providers_of_one_name_are_refused() -> None:
    one = Provider("amt", "Amt", "https://amt.invalid", "wueapp")
    with pytest.raises(ValueError, match="same id"):
        Elsewhere((one, one))
