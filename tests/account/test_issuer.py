"""What the hub believes of a provider elsewhere: a real one that says the truth, and one that lies in every way."""

from __future__ import annotations

import base64
import hmac
import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from contract.problems import Code
from hub.account.issuer import Issuer
from hub.core.problems import Refusal
from tests.account.provider import Liar, at, key, lying_provider, real_provider

BACK = "http://127.0.0.1:5000/anmeldung"
VERIFIER = "v" * 64


@pytest.fixture(scope="module")
def lying() -> Iterator[Liar]:
    with lying_provider() as liar:
        yield liar


@pytest.fixture
def liar(lying: Liar) -> Liar:
    """Honest, until a test bends it."""
    fresh = Liar()
    issuer, seen = lying.issuer, lying.seen
    lying.__dict__.update(fresh.__dict__ | {"issuer": issuer, "seen": seen})
    seen.clear()
    return lying


def issuer_of(liar: Liar, now: Any = time.time, **more: str) -> Issuer:
    return Issuer(at(liar.issuer, **more).providers[0], now)


def refused(issuer: Issuer, nonce: str = "N") -> None:
    with pytest.raises(Refusal) as caught:
        issuer.subject("code", BACK, VERIFIER, nonce)
    assert (caught.value.code, caught.value.status) == (Code.PROVIDER_FAILED, 502)
    assert caught.value.__cause__ is None or "erika" not in str(caught.value.__cause__)


def test_a_real_provider_says_who_signed_in() -> None:
    with real_provider() as url:
        issuer = Issuer(at(url).providers[0], time.time)
        asked = issuer.authorize_url(BACK, "S", "N", "c" * 43)
        query = parse_qs(urlsplit(asked).query)
        assert (query["scope"], query["code_challenge_method"]) == (["openid"], ["S256"])
        came = httpx.post(asked, data={"sub": "erika"}, trust_env=False).headers["location"]
        back = parse_qs(urlsplit(came).query)
        assert (came.startswith(BACK), back["state"]) == (True, ["S"])
        assert issuer.subject(back["code"][0], BACK, VERIFIER, "N") == "erika"
        refused(issuer)


def _part(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def test_what_is_said_truly_is_believed(liar: Liar) -> None:
    assert issuer_of(liar).subject("code", BACK, VERIFIER, "N") == "erika"


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": "https://other.invalid"},
        {"aud": "somebody-else"},
        {"aud": ["wueapp", "somebody-else"]},
        {"aud": ["wueapp", "somebody-else"], "azp": "somebody-else"},
        {"aud": []},
        {"exp": 1_000},
        {"exp": "9999999999"},
        {"iat": 9_999_999_999},
        {"iat": None},
        {"nonce": "M"},
        {"nonce": None},
        {"sub": ""},
        {"sub": None},
        {"sub": 7},
        {"sub": "x" * 256},
    ],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(liar: Liar, lie: dict[str, Any]) -> None:
    liar.claims = lambda claims: claims | lie
    refused(issuer_of(liar))


def test_a_token_for_several_is_believed_when_it_was_made_for_this_hub(liar: Liar) -> None:
    liar.claims = lambda claims: claims | {"aud": ["wueapp", "another"], "azp": "wueapp"}
    assert issuer_of(liar).subject("code", BACK, VERIFIER, "N") == "erika"


def test_a_signature_of_somebody_else_is_refused(liar: Liar) -> None:
    liar.key, liar.header = key("zwei"), {"alg": "RS256", "kid": "eins"}
    refused(issuer_of(liar))


def test_a_token_without_a_signature_is_refused(liar: Liar) -> None:
    head = _part(json.dumps({"alg": "none", "kid": "eins"}).encode())
    liar.token = lambda token: f"{head}.{token.split('.')[1]}."
    refused(issuer_of(liar))


def test_a_token_signed_with_the_public_key_as_a_password_is_refused(liar: Liar) -> None:
    def forged(token: str) -> str:
        said = _part(json.dumps({"alg": "HS256", "kid": "eins"}).encode()) + "." + token.split(".")[1]
        return f"{said}.{_part(hmac.digest(liar.shown.as_pem(private=False), said.encode(), 'sha256'))}"

    liar.token = forged
    refused(issuer_of(liar))


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "ä" * 20])
def test_a_token_that_is_none_is_refused(liar: Liar, token: str) -> None:
    liar.token = lambda _: token
    refused(issuer_of(liar))


def test_a_provider_that_changed_its_key_is_asked_for_the_new_one(liar: Liar) -> None:
    moment = time.time()
    issuer = issuer_of(liar, lambda: moment)
    issuer.subject("code", BACK, VERIFIER, "N")
    liar.key = liar.shown = key("zwei")
    liar.header = {"alg": "RS256", "kid": "zwei"}
    refused(issuer)  # too soon: nobody can make the hub ask without end
    assert len(liar.asked("/jwks")) == 1
    moment += 31
    assert issuer.subject("code", BACK, VERIFIER, "N") == "erika"
    assert len(liar.asked("/jwks")) == 2


def test_what_a_provider_says_about_itself_is_asked_once_an_hour(liar: Liar) -> None:
    moment = time.time()
    issuer = issuer_of(liar, lambda: moment)
    for passed in (0, 60, 3000):
        moment += passed
        issuer.authorize_url(BACK, "S", "N", "c" * 43)
    assert len(liar.asked("/.well-known/openid-configuration")) == 1
    moment += 3601
    issuer.authorize_url(BACK, "S", "N", "c" * 43)
    assert len(liar.asked("/.well-known/openid-configuration")) == 2


@pytest.mark.parametrize(
    "lie",
    [
        {"issuer": "https://other.invalid"},
        {"token_endpoint": "http://other.invalid/token"},
        {"token_endpoint": "file:///etc/passwd"},
        {"token_endpoint": None},
        {"jwks_uri": "http://other.invalid/jwks"},
    ],
)
def test_an_endpoint_that_others_could_read_is_never_asked(liar: Liar, lie: dict[str, Any]) -> None:
    liar.told = lambda told: told | lie
    refused(issuer_of(liar))


@pytest.mark.parametrize("raw", [b"", b"<html>", b"[]", b"{", b"[" * 5000, b" " * 300_000])
def test_a_provider_that_talks_nonsense_has_failed(liar: Liar, raw: bytes) -> None:
    liar.raw = raw
    refused(issuer_of(liar))


@pytest.mark.parametrize("status", [302, 400, 500])
def test_a_provider_that_says_no_has_failed(liar: Liar, status: int) -> None:
    liar.status = status
    refused(issuer_of(liar))


def test_a_provider_that_is_not_there_has_failed() -> None:
    refused(Issuer(at("http://127.0.0.1:9").providers[0], time.time))


def test_the_hub_proves_itself_as_the_provider_wants_it(liar: Liar) -> None:
    issuer_of(liar).subject("code", BACK, VERIFIER, "N")
    headers, form = liar.asked("/token")[-1]
    assert base64.b64decode(headers["authorization"].removeprefix("Basic ")) == b"wueapp:ge%3Aheim"
    assert (form["code_verifier"], form["code"], form["redirect_uri"]) == ([VERIFIER], ["code"], [BACK])
    assert "client_secret" not in form
    liar.told = lambda told: told | {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    issuer_of(liar).subject("code", BACK, VERIFIER, "N")
    headers, form = liar.asked("/token")[-1]
    assert (form["client_secret"], "authorization" in headers) == (["ge:heim"], False)
    issuer_of(liar, client_secret="").subject("code", BACK, VERIFIER, "N")
    headers, form = liar.asked("/token")[-1]
    assert ("client_secret" in form, "authorization" in headers, form["client_id"]) == (False, False, ["wueapp"])
