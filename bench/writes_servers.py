"""Owns what the bench of writes starts in processes of their own; it must not measure.

python -m bench.writes_servers bare|same-head|wueapp|ordinary|starlette --port N --url URL
"""

from __future__ import annotations

import argparse
import os
import pickle
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import uvicorn

from bench.hub_servers import metered
from hub import door

#: Access tokens of the people who write.
TOKENS = tuple(f"access-token-of-person-{number:02d}" for number in range(20))


def bare(url: str, more: Sequence[tuple[bytes, bytes]] = (), longer: bytes = b"") -> Any:
    """The limit: an ASGI app that reads the body and sends it back."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        body, comes = longer, True
        while comes:
            message = await receive()
            body += message["body"]
            comes = message.get("more_body", False)
        head = [(b"content-length", b"%d" % len(body)), (b"content-type", b"application/json"), *more]
        await send({"type": "http.response.start", "status": 201, "headers": head})
        await send({"type": "http.response.body", "body": body})

    return app


def same_head(url: str) -> Any:
    """The same, with the headers and about as many bytes as our own answer has."""
    from hub.core.intake import HEADERS

    return bare(url, [(b"etag", b'"1"'), *HEADERS[1:]], b" " * 260)


def wueapp(url: str) -> Any:
    from sqlalchemy import insert, select

    from hub.asgi import create_hub
    from hub.core.callers import hashed
    from hub.core.people import ACCOUNT, SESSION
    from hub.settings import HubSettings

    app = create_hub(HubSettings(url, seed=False))
    until = int(time.time() * 1000) + 24 * 60 * 60 * 1000
    with app.hub.database.writing() as connection:
        if not connection.execute(select(ACCOUNT.c.id)).all():
            for token in TOKENS:
                account = {"id": token, "nickname": token, "name": token, "roles": "", "demo": False, "created_at": 0}
                connection.execute(insert(ACCOUNT).values(**account))
                times = {"access_until": until, "refresh_until": until, "created_at": 0, "used_at": 0}
                hashes = {"access": hashed(token), "refresh": hashed(f"refresh {token}")}
                connection.execute(insert(SESSION).values(id=token, account=token, device="", **times, **hashes))
    return app


def ordinary(url: str) -> Any:
    from bench.writes_peer import create

    return create(url, list(TOKENS))


def starlette(path: str) -> Any:
    """A route that sends answers as they were recorded (`bench.load`): the limit of one who uses a framework."""
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    answers = pickle.loads(Path(path).read_bytes())  # written by bench.load itself

    async def get(request: Request) -> Response:
        status, headers, body = answers[request.scope["path"], request.scope["query_string"]]
        return Response(body, status, headers)

    async def put(request: Request) -> Response:
        await request.body()
        status, headers, body = answers["PUT", b""]
        return Response(body, status, headers)

    return Starlette(routes=[Route("/{rest:path}", get), Route("/{rest:path}", put, methods=["PUT"])])


MAKERS = {"bare": bare, "same-head": same_head, "wueapp": wueapp, "ordinary": ordinary, "starlette": starlette}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("entrant", choices=MAKERS)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--url", default="")
    parser.add_argument("--core", type=int, default=0)
    asked = parser.parse_args()
    os.sched_setaffinity(0, {asked.core})
    app = metered(MAKERS[asked.entrant](asked.url))
    options: dict[str, Any] = {"access_log": False, "server_header": False}
    if asked.entrant == "wueapp":
        # As it is when it serves people (`python -m hub`).
        options = door.OPTIONS
        door.settle()
    uvicorn.run(app, port=asked.port, log_level="warning", **options)


if __name__ == "__main__":
    main()
