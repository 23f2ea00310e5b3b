"""Owns what is asked of a provider elsewhere (OpenID Connect 1.0, authorization code); it must not keep accounts.

Of all a provider tells, only the subject leaves this file. Whatever goes wrong there is one Refusal: provider-failed.
"""

from __future__ import annotations

import base64
import functools
import ssl
import threading
import time
from collections.abc import Callable
from typing import Any, NoReturn
from urllib.parse import quote, urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from contract.problems import Code
from hub.core.problems import Refusal
from hub.providers import Provider, secure

#: Signatures with a public key only: the others would let whoever knows the public key sign.
ALGORITHMS = ["RS256", "PS256", "ES256", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512"]
#: Seconds what a provider says about itself holds; between two looks for a key nobody has seen; clocks may differ.
HOLDS, AGAIN, LEEWAY = 3600.0, 30.0, 60
#: Seconds of silence and of a whole answer, and bytes of it, that are borne.
PATIENCE, TOGETHER = httpx.Timeout(6.0, connect=3.0), 15.0
LARGEST = 256 * 1024
LONGEST_SUBJECT = 255
WELL_KNOWN = "/.well-known/openid-configuration"


class Issuer:
    """One provider. Its verbs block: they run in a thread."""

    def __init__(self, provider: Provider, now: Callable[[], float]) -> None:
        self.provider = provider
        self._now = now
        self._lock = threading.Lock()
        self._told: dict[str, Any] = {}
        self._keys: KeySet | None = None
        self._asked_at = self._keys_at = float("-inf")

    def authorize_url(self, redirect_uri: str, state: str, nonce: str, challenge: str) -> str:
        """Where the person's browser goes. Raises Refusal."""
        asked = {
            "response_type": "code",
            "client_id": self.provider.client_id,
            "redirect_uri": redirect_uri,
            # Nothing but who it is: no name, no address, no mail.
            "scope": "openid",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        url = self._endpoint("authorization_endpoint")
        return f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(asked)}"

    def subject(self, code: str, redirect_uri: str, verifier: str, nonce: str) -> str:
        """Who signed in there, as the provider calls them. Raises Refusal."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "client_id": self.provider.client_id,
            "code_verifier": verifier,
        }
        url, headers = self._endpoint("token_endpoint"), {"accept": "application/json"}
        if self.provider.client_secret:
            methods = self._document().get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
            if "client_secret_basic" in methods:
                headers["authorization"] = _basic(self.provider)
            else:
                form["client_secret"] = self.provider.client_secret
        token = _ask("POST", url, data=form, headers=headers).get("id_token")
        if not isinstance(token, str):
            _fail()
        return self._checked(token, nonce)

    def _checked(self, token: str, nonce: str) -> str:
        """The subject of an ID token (OpenID Connect Core §3.1.3.7)."""
        claims = self._opened(token).claims
        audience = claims.get("aud")
        parties = audience if isinstance(audience, list) else [audience]
        mine, now = self.provider.client_id, self._now()
        expires, issued, subject = claims.get("exp"), claims.get("iat"), claims.get("sub")
        fits = (
            claims.get("iss") == self.provider.issuer
            and mine in parties
            and (len(parties) == 1 or claims.get("azp") == mine)
            and claims.get("azp", mine) == mine
            and isinstance(expires, int | float)
            and expires > now - LEEWAY
            and isinstance(issued, int | float)
            and issued < now + LEEWAY
            and claims.get("nonce") == nonce
        )
        if not fits or not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
            _fail()
        return subject

    def _opened(self, token: str) -> jwt.Token:
        """The token with its signature checked; for an unknown key the provider is asked once more."""
        for fresh in (False, True):
            try:
                return jwt.decode(token, self._key_set(fresh), algorithms=ALGORITHMS)
            except (JoseError, ValueError, TypeError, KeyError) as error:
                if fresh:
                    raise Refusal(Code.PROVIDER_FAILED, 502) from error
        raise AssertionError

    def _key_set(self, fresh: bool) -> KeySet:
        with self._lock:
            age = self._now() - self._keys_at
            if self._keys is None or age > HOLDS or (fresh and age > AGAIN):
                told: Any = _ask("GET", self._endpoint("jwks_uri"))
                try:
                    self._keys, self._keys_at = KeySet.import_key_set(told), self._now()
                except (JoseError, ValueError, TypeError, KeyError):
                    _fail()
            return self._keys

    def _endpoint(self, name: str) -> str:
        url = self._document().get(name)
        if not isinstance(url, str) or not secure(url):
            _fail()
        return url

    def _document(self) -> dict[str, Any]:
        """What the provider says about itself (OpenID Connect Discovery 1.0 §4), at most an hour old."""
        if self._now() - self._asked_at > HOLDS:
            told = _ask("GET", self.provider.issuer.rstrip("/") + WELL_KNOWN)
            if told.get("issuer") != self.provider.issuer:
                _fail()
            self._told, self._asked_at = told, self._now()
        return self._told


def _ask(method: str, url: str, **sent: Any) -> dict[str, Any]:
    """A JSON object from a provider. Redirects are not followed: what is sent is secret."""
    began = time.monotonic()
    try:
        with (
            httpx.Client(timeout=PATIENCE, verify=_trust(), follow_redirects=False, trust_env=False) as wire,
            wire.stream(method, url, **sent) as answer,
        ):
            body = b""
            for part in answer.iter_bytes():
                body += part
                if len(body) > LARGEST or time.monotonic() - began > TOGETHER:
                    _fail()
        told = httpx.Response(answer.status_code, content=body).json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, RecursionError):
        _fail()
    if answer.status_code != httpx.codes.OK or not isinstance(told, dict):
        _fail()
    return told


@functools.cache
def _trust() -> ssl.SSLContext:
    """Whose certificates count; reading them takes longer than most answers."""
    return httpx.create_ssl_context(trust_env=False)


def _basic(provider: Provider) -> str:
    """RFC 6749 §2.3.1: both halves are form-encoded before they are joined."""
    pair = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"
    return "Basic " + base64.b64encode(pair.encode()).decode()


def _fail() -> NoReturn:
    raise Refusal(Code.PROVIDER_FAILED, 502)
