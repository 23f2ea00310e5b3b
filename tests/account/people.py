"""Owns how tests sign up and ask as somebody; it must not know the hub's inside."""

from __future__ import annotations

from typing import Any

import httpx

PASSWORD = "ein langes Passwort"


class Watch:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


async def sign_up(client: httpx.AsyncClient, nickname: str, **more: Any) -> dict[str, Any]:
    """A new account: what the hub said of it."""
    answer = await client.post("/v1/accounts", json={"nickname": nickname, "password": PASSWORD, **more})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def sign_in(
    client: httpx.AsyncClient, nickname: str, password: str = PASSWORD, device: str = ""
) -> httpx.Response:
    return await client.post("/v1/session", json={"nickname": nickname, "password": password, "device": device})


def bearer(signed_in: dict[str, Any]) -> dict[str, str]:
    return {"authorization": f"Bearer {signed_in['access_token']}"}
