"""Owns the hub that the sync's bench fetches from, in a process of its own; it must not measure.

python -m bench.sync_hub --port N --records N       `/bench/change/K` changes a hundred records, another way each K
"""

from __future__ import annotations

import argparse
from itertools import islice
from typing import Any

import uvicorn

from bench.hub_corpus import offers
from contract.text import Text

CHANGED = 100


def serve(port: int, records: int) -> None:
    from hub.asgi import create_hub
    from hub.settings import HubSettings

    app = create_hub(HubSettings(seed=False))
    app.state.hub.write(offers(records))

    def change(turn: int) -> None:
        some = islice(offers(records), CHANGED)
        app.state.hub.write(
            offer.model_copy(update={"name": Text(de=f"{offer.name.de} {turn}", simple=f"Runde {turn}")})
            for offer in some
        )

    async def outer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/bench/change/"):
            await app(scope, receive, send)
            return
        change(int(scope["path"].rpartition("/")[2]))
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    uvicorn.run(outer, host="127.0.0.1", port=port, log_level="critical", access_log=False)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.sync_hub")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--records", type=int, required=True)
    chosen = parser.parse_args()
    serve(chosen.port, chosen.records)


if __name__ == "__main__":
    main()
