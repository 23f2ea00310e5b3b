"""Owns signing in elsewhere, the hub's half: what has begun, and whose account it becomes; it must not speak HTTP.

Of the person there is kept one pseudonym, different for each provider: the SHA-256 of `<provider>|<subject>`.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from typing import Any

from sqlalchemy import Connection, delete, insert

from contract.account import ElsewhereFinish, ElsewhereStart, ElsewhereStarted, Provider, Providers, SignedIn
from contract.problems import Code, FieldError
from hub.account.issuer import Issuer
from hub.account.service import Accounts, wrong
from hub.core.callers import hashed
from hub.core.hub import Hub
from hub.core.people import PENDING
from hub.core.problems import Refusal, not_found

WHAT = "elsewhere"
#: Milliseconds somebody may take at the provider.
PATIENCE = 10 * 60 * 1000


class Elsewhere:
    """All providers of a hub. `start` and `finish` block, and ask the provider outside of any transaction."""

    def __init__(self, hub: Hub, known: Accounts) -> None:
        self._hub = hub
        self._known = known
        self._issuers = {each.id: Issuer(each, hub.now) for each in hub.settings.elsewhere.providers}

    def providers(self) -> Providers:
        """Where one may sign in."""
        return Providers(
            items=tuple(Provider(id=each.provider.id, name=each.provider.name) for each in self._issuers.values())
        )

    def start(self, asked: ElsewhereStart) -> ElsewhereStarted:
        """Begins. Raises Refusal: 404 for a provider nobody knows, 422 for a way back that leads astray, 502."""
        issuer = self._issuers.get(asked.provider)
        if issuer is None:
            raise not_found()
        if not self._hub.settings.elsewhere.leads_back(asked.redirect_uri):
            raise Refusal(Code.BAD_REQUEST, 422, (FieldError(pointer="#/redirect_uri", detail="führt nicht zurück"),))
        state, nonce = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        url = issuer.authorize_url(asked.redirect_uri, state, nonce, asked.code_challenge)
        detail = {
            "provider": asked.provider,
            "redirect_uri": asked.redirect_uri,
            "challenge": asked.code_challenge,
            "nonce": nonce,
        }
        now = self._known.at()
        with self._hub.database.writing() as connection:
            connection.execute(delete(PENDING).where(PENDING.c.what == WHAT, PENDING.c.until <= now))
            connection.execute(
                insert(PENDING).values(
                    secret=hashed(state), what=WHAT, account="", detail=json.dumps(detail), until=now + PATIENCE
                )
            )
        return ElsewhereStarted(url=url, state=state)

    def finish(self, asked: ElsewhereFinish) -> SignedIn:
        """Ends it, once. Raises Refusal: 401 for a state or verifier that does not fit, 502."""
        with self._hub.database.writing() as connection:
            detail = self._taken(connection, asked.state)
        issuer = self._issuers.get(detail["provider"])
        if issuer is None or not secrets.compare_digest(challenge(asked.code_verifier), detail["challenge"]):
            raise wrong()
        subject = issuer.subject(asked.code, detail["redirect_uri"], asked.code_verifier, detail["nonce"])
        return self._known.arrive(pseudonym(issuer.provider.id, subject), asked.device)

    def _taken(self, connection: Connection, state: str) -> dict[str, Any]:
        """What was noted for a state; it is gone after this, whether or not the rest goes well."""
        mine = (PENDING.c.secret == hashed(state), PENDING.c.what == WHAT)
        row = connection.execute(delete(PENDING).where(*mine).returning(PENDING.c.detail, PENDING.c.until)).first()
        if row is None or row.until <= self._known.at():
            raise wrong()
        noted: dict[str, Any] = json.loads(row.detail)
        return noted


def pseudonym(provider: str, subject: str) -> str:
    """As it stands in the table of accounts."""
    return f"{provider} {hashlib.sha256(f'{provider}|{subject}'.encode()).hexdigest()}"


def challenge(verifier: str) -> str:
    """RFC 7636 §4.2, S256."""
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
