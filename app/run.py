"""Owns starting the app in the browser; it must not wire or draw."""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import socket
import webbrowser
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import uvicorn

from app.house import House, HouseSettings
from app.idle import SECONDS
from app.main import welcome
from app.web import create_web

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"


def main(arguments: Sequence[str] | None = None) -> None:
    """`python -m app.run`: serves the WueApp on this machine and opens the browser where there is a display."""
    parser = argparse.ArgumentParser(prog="python -m app.run", description="Die WueApp im Browser dieses Rechners.")
    parser.add_argument("--port", type=int, default=8550)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="durable folder for stores and hub")
    parser.add_argument("--hub", default="", help="URL of a hub elsewhere; without it one is embedded")
    parser.add_argument("--shared", action="store_true", help="many people use this process: nothing private is kept")
    parser.add_argument("--idle", type=float, default=SECONDS, help="seconds until unsent answers are forgotten")
    parser.add_argument("--name", action="append", default=[], help="public host name, beside this machine's own")
    parser.add_argument("--quiet", action="store_true", help="open no browser")
    chosen = parser.parse_args(arguments)
    serve(
        HouseSettings(
            chosen.data,
            chosen.hub,
            chosen.shared,
            demo=_private(chosen),
            idle=chosen.idle,
            link=f"https://{chosen.name[0]}/anmeldung" if chosen.name else "",
            address=f"https://{chosen.name[0]}" if chosen.name else f"http://{chosen.host}:{chosen.port}",
        ),
        chosen.host,
        chosen.port,
        names=chosen.name,
        quiet=chosen.quiet,
    )


def serve(settings: HouseSettings, host: str, port: int, *, names: Sequence[str] = (), quiet: bool = False) -> None:
    """Serves until the process is ended. Prints the address once the port is open."""
    house = House(settings)

    @contextlib.asynccontextmanager
    async def lifespan() -> AsyncIterator[None]:
        await house.open()
        try:
            yield
        finally:
            await house.close()

    site = create_web(
        welcome(house),
        assets=ASSETS,
        cache=(settings.data or ROOT / "data") / "client",
        hosts=names,
        lifespan=lifespan,
        hub=house.embedded,
    )
    config = uvicorn.Config(
        site,
        host=host,
        port=port,
        ws="websockets-sansio",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    # Ctrl+C is how one ends it: nothing went wrong, so nothing is printed.
    with contextlib.suppress(KeyboardInterrupt):
        _Server(config, quiet).run()


class _Server(uvicorn.Server):
    """Says where it can be reached as soon as it can be."""

    def __init__(self, config: uvicorn.Config, quiet: bool) -> None:
        super().__init__(config)
        self._quiet = quiet

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.started:
            return
        gc.freeze()  # what the start made stays: looking through it for waste would halt a key for a tenth of a second
        address = f"http://{self.config.host}:{self.config.port}"
        print(f"WueApp: {address}", flush=True)  # noqa: T201
        if not self._quiet and _has_display():
            webbrowser.open(address)


def _private(chosen: argparse.Namespace) -> bool:
    """Whether only people at this machine can come: others must not meet accounts whose password everybody knows."""
    return not chosen.shared and not chosen.name and chosen.host in ("127.0.0.1", "::1", "localhost")


def _has_display() -> bool:
    return os.name == "nt" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    main()
