"""What people write, look for, or prove themselves with never stands in a log, nor where they are."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from contract.identity import new_code, new_id
from hub.asgi import create_hub
from hub.settings import HubSettings
from tests.hub.serving import serving
from tests.security.afar import ELSEWHERE, from_afar

MARK = "geheimnis7391"
CODE = new_code()
JSON = {"content-type": "application/json"}
EVERYWHERE = {
    "authorization": f"Bearer {MARK}", "receipt-code": CODE, "cookie": MARK, "user-agent": MARK, "referer": MARK,
    "x-forwarded-for": ELSEWHERE, "idempotency-key": new_id(), "if-none-match": "*", "accept-language": MARK,
}  # fmt: skip
SIGN_UP: dict[str, Any] = {"nickname": MARK, "password": f"{MARK} lang genug", "email": f"{MARK}@example.invalid"}
BODY = {"about": MARK, "text": MARK, "query": MARK}
ASKED: list[tuple[str, str, Any, dict[str, str]]] = [
    ("GET", f"/v1/search?q={MARK}", None, {}), ("GET", f"/{MARK}?{MARK}={MARK}", None, EVERYWHERE),
    ("POST", "/v1/accounts", SIGN_UP, {"x-forwarded-for": ELSEWHERE}), ("POST", "/v1/session", SIGN_UP, EVERYWHERE),
    ("POST", "/v1/session", {"nickname": MARK, "password": MARK}, {}), ("GET", "/v1/me", None, EVERYWHERE),
    ("POST", "/v1/password/recovery", {"nickname": MARK, "code": MARK, "new_password": f"{MARK} lang"}, {}),
    ("POST", "/v1/password/mail", {"email": SIGN_UP["email"]}, {}), ("GET", "/v1/receipt", None, EVERYWHERE),
    ("PUT", f"/v1/contributions/feedback/{new_id()}", {"body": BODY}, {**EVERYWHERE, "authorization": ""}),
    ("PUT", f"/v1/contributions/feedback/{new_id()}", {"body": MARK}, EVERYWHERE),
    ("POST", "/v1/session/refresh", {"refresh_token": MARK * 3}, {}),
    ("POST", "/v1/elsewhere/finish", {"state": MARK, "code": MARK, "code_verifier": MARK * 5}, {}),
    ("PATCH", f"/v1/uploads/{new_id()}", {"x": MARK}, EVERYWHERE), (MARK.upper(), "/v1/news", None, {}),
]  # fmt: skip
SECRETS = (MARK, MARK.upper(), CODE, ELSEWHERE)


def test_nothing_of_anybody_stands_in_the_log_of_a_process(tmp_path: Path) -> None:
    with serving(f"sqlite:///{tmp_path}/hub.db") as hub:
        for method, path, body, headers in ASKED:
            hub.client.request(method, path, json=body, headers=headers)
        raw = httpx.Client(base_url=hub.client.base_url, trust_env=False)
        raw.post("/v1/session", content=f'{{"nickname": "{MARK}', headers=JSON)
        raw.close()
    said = "".join(hub._lines)
    assert "Application startup complete" in said
    assert not [secret for secret in SECRETS if secret in said]
    assert "127.0.0.1:" not in said.replace("http://127.0.0.1:", "")


@pytest.mark.anyio
async def test_nor_in_any_record_at_the_level_of_debugging(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    caplog.set_level(logging.DEBUG)
    app = create_hub(HubSettings(f"sqlite:///{tmp_path}/hub.db", seed=False, quotas=None))
    try:
        async with from_afar(app) as client:
            for method, path, body, headers in ASKED:
                await client.request(method, path, json=body, headers=headers)
            # An error of the database would like to repeat what it was given.
            with app.hub.database.writing() as connection:
                for table in ("account", "attempt", "contribution", "session", "pending", "meta"):
                    connection.execute(text(f"ALTER TABLE {table} RENAME TO {table}_away"))
            for method, path, body, headers in ASKED:
                await client.request(method, path, json=body, headers=headers)
    finally:
        app.hub.close()
    # The client's own words are not the hub's.
    lines = [caplog.handler.format(each) for each in caplog.records if not each.name.startswith("http")]
    assert any("no such table" in line for line in lines)
    assert not [line for line in lines for secret in SECRETS if secret in line]
