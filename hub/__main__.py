"""Owns starting a hub alone (`python -m hub`); it must not decide what a hub does."""

from __future__ import annotations

import argparse
import ipaddress
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from hub import providers
from hub.core.migration import SchemaNewer
from hub.providers import Elsewhere
from hub.settings import HubSettings


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("hub", description="Serves the WueApp's data.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8551, help="port (%(default)s)")
    parser.add_argument("--database-url", default="sqlite://", help="SQLAlchemy URL; as it is: in memory")
    parser.add_argument("--no-seed", action="store_true", help="begin with no content")
    parser.add_argument("--restored", action="store_true", help="the database comes from a backup: begin a new epoch")
    parser.add_argument("--providers", type=Path, help="TOML file: where else one may sign in")
    parser.add_argument("--workers", type=int, default=1, help="processes that share the address (%(default)s)")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    parser = _parser()
    parser.add_argument("--demo", action="store_true", help="with sample accounts, whose password everybody knows")
    asked = parser.parse_args(arguments)
    if asked.demo and not _here(asked.host):
        parser.error("--demo makes accounts whose password everybody knows: only for --host 127.0.0.1, ::1, localhost.")
    try:
        elsewhere = providers.read(asked.providers) if asked.providers else Elsewhere()
        # Not an argument: it holds a password, and arguments can be seen by everybody on the machine.
        mail_url = os.environ.get("WUEAPP_MAIL_URL", "")
        settings = HubSettings(
            asked.database_url, seed=not asked.no_seed, elsewhere=elsewhere, demo=asked.demo, mail_url=mail_url
        )
    except (ValueError, OSError) as error:
        parser.error(str(error))
    import uvicorn

    from hub.asgi import create_hub

    try:
        app = create_hub(settings)
    except (SchemaNewer, SQLAlchemyError) as error:
        sys.stderr.write(f"The hub cannot use its database: {error}\n")
        return 1
    if asked.restored:
        app.hub.log.renew()
    if asked.workers > 1:
        from hub import workers

        app.hub.close()
        if app.hub.database.memory:
            parser.error("Several workers need a database that they share: a file or PostgreSQL.")
        workers.serve(settings, asked.host, asked.port, asked.workers)
        return 0
    # No access log: a query says what somebody looks for. No `Server` header: it only costs bytes.
    uvicorn.run(app, host=asked.host, port=asked.port, access_log=False, server_header=False)
    return 0


def _here(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


if __name__ == "__main__":
    sys.exit(main())
