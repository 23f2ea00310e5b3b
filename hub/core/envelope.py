"""Owns what every answer carries, whoever made it; it must not know what is in it."""

from __future__ import annotations

from starlette.types import Message, Scope, Send

from hub.core.answers import SECURITY
from hub.core.limits import Limits


def enveloped(send: Send, scope: Scope, limits: Limits) -> Send:
    """Adds the security headers where they are missing, and how much more the client may ask.

    What anybody may keep says nothing of a client: a cache would tell it to others.
    """

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [*message["headers"]]
            there = {name for name, _ in headers}
            if message["status"] != 304:
                headers += [each for each in SECURITY if each[0] not in there]
            if not any(name == b"cache-control" and value.startswith(b"public") for name, value in headers):
                headers += limits.fields(scope)
            message = {**message, "headers": headers}
        await send(message)

    return sent
