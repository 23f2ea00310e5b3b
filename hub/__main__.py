"""Owns starting a hub alone (`python -m hub`); it must not decide what a hub does."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from hub import providers
from hub.core.migration import SchemaNewer
from hub.providers import Elsewhere
from hub.settings import HubSettings


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser("hub", description="Serves the WueApp's data.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8551, help="port (%(default)s)")
    parser.add_argument("--database-url", default="sqlite://", help="SQLAlchemy URL; as it is: in memory")
    parser.add_argument("--no-seed", action="store_true", help="begin with no content")
    parser.add_argument("--restored", action="store_true", help="the database comes from a backup: begin a new epoch")
    parser.add_argument("--providers", type=Path, help="TOML file: where else one may sign in")
    asked = parser.parse_args(arguments)
    try:
        elsewhere = providers.read(asked.providers) if asked.providers else Elsewhere()
        settings = HubSettings(asked.database_url, seed=not asked.no_seed, elsewhere=elsewhere)
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
    # No access log: a query says what somebody looks for. No `Server` header: it only costs bytes.
    uvicorn.run(app, host=asked.host, port=asked.port, access_log=False, server_header=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
