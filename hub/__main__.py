"""Owns starting a hub alone (`python -m hub`), or importing into one; it must not decide what a hub does."""

from __future__ import annotations

import argparse
import ipaddress
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from hub import providers
from hub.core.migration import SchemaNewer
from hub.providers import Elsewhere
from hub.quotas import Quotas
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
    parser.add_argument("--no-quotas", action="store_true", help="everybody may ask as often as they like")
    parser.add_argument("--contact", default="", help="who is told of a hole: mailto:… or https://… (RFC 9116)")
    parser.add_argument("--hub-url", default="", help="https://… where people reach the hub, for links in its mails")
    parser.add_argument("--contact-until", type=date.fromisoformat, help="the day until which the contact holds")
    parser.add_argument("--app-url", default="", help="where people find the app in their browser: https://…")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given[:1] == ["import"]:
        from hub.hsds import command

        return command.main(given[1:])
    parser = _parser()
    parser.add_argument("--demo", action="store_true", help="with sample accounts, whose password everybody knows")
    asked = parser.parse_args(given)
    if asked.demo and not _here(asked.host):
        parser.error("--demo makes accounts whose password everybody knows: only for --host 127.0.0.1, ::1, localhost.")
    try:
        settings = _settings(asked)
    except (ValueError, OSError) as error:
        parser.error(str(error))
    import uvicorn

    from hub.asgi import create_hub
    from hub.door import OPTIONS, settle

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
        settings = replace(settings, quotas=settings.quotas and settings.quotas.shared(asked.workers))
        workers.serve(settings, asked.host, asked.port, asked.workers)
        return 0
    settle()
    uvicorn.run(app, host=asked.host, port=asked.port, **OPTIONS)
    return 0


def _settings(asked: argparse.Namespace) -> HubSettings:
    """Raises ValueError, OSError."""
    return HubSettings(
        asked.database_url,
        seed=not asked.no_seed,
        elsewhere=providers.read(asked.providers) if asked.providers else Elsewhere(),
        demo=asked.demo,
        # Not an argument: it holds a password, and arguments can be seen by everybody on the machine.
        mail_url=os.environ.get("WUEAPP_MAIL_URL", ""),
        quotas=None if asked.no_quotas else Quotas(),
        contact=asked.contact,
        contact_until=asked.contact_until,
        hub_url=asked.hub_url,
        app_url=asked.app_url,
    )


def _here(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


if __name__ == "__main__":
    sys.exit(main())
