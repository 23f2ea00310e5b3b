"""Owns what the hub's bench starts in processes of their own; it must not measure.

python -m bench.hub_servers wueapp|uncached|ordinary|bare --port N --data FILE
"""

from __future__ import annotations

import argparse
import os
import pickle
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn


def bare(data: Path) -> Any:
    """The limit: an ASGI app that has the very answers as bytes and only sends them."""
    answers = pickle.loads(data.read_bytes())  # written by bench.hub itself

    async def app(scope: Any, receive: Any, send: Any) -> None:
        start, body = answers[scope["path"], scope["query_string"]]
        await send(start)
        await send(body)

    return app


def wueapp(data: Path, cached: bool = True) -> Any:
    from hub.asgi import create_hub
    from hub.core import readings
    from hub.settings import HubSettings

    if not cached:
        readings.MOST_ANSWERS = 0
    return create_hub(HubSettings(f"sqlite:///{data}", seed=False))


def ordinary(data: Path) -> Any:
    from bench.peers_hub import create

    return create(str(data))


def metered(app: Any) -> Any:
    """The same for every entrant: `/bench/cpu` tells the seconds of processor this process has used."""

    async def outer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["path"] != "/bench/cpu":
            await app(scope, receive, send)
            return
        used = resource.getrusage(resource.RUSAGE_SELF)
        said = f"{used.ru_utime + used.ru_stime:.6f}".encode()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(said))]})
        await send({"type": "http.response.body", "body": said})

    return outer


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("entrant", choices=("wueapp", "uncached", "ordinary", "bare"))
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--core", type=int, default=0)
    asked = parser.parse_args()
    os.sched_setaffinity(0, {asked.core})
    makers: dict[str, Callable[[Path], Any]] = {
        "wueapp": wueapp,
        "ordinary": ordinary,
        "bare": bare,
        "uncached": lambda data: wueapp(data, False),
    }
    app = metered(makers[asked.entrant](asked.data))
    uvicorn.run(app, port=asked.port, access_log=False, server_header=False, log_level="warning")


if __name__ == "__main__":
    main()
