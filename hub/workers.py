"""Owns several hub processes behind one address; it must not know what they answer.

They share the listening socket and nothing else: what one has to know of another lies in the database.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from functools import partial

import uvicorn
from uvicorn.supervisors import Multiprocess

from hub.asgi import HubApp, create_hub
from hub.door import OPTIONS, settle
from hub.settings import HubSettings

#: Seconds a worker may take to say that it lives: on a busy machine a start takes longer than uvicorn's five.
PATIENCE = 60


def serve(settings: HubSettings, host: str, port: int, count: int) -> None:
    """Serve until told to end (SIGTERM, SIGINT). A worker that dies is replaced. The database must be of today."""
    config = uvicorn.Config(
        partial(_worker, settings), factory=True, host=host, port=port, workers=count,
        timeout_worker_healthcheck=PATIENCE, **OPTIONS,
    )  # fmt: skip
    listening = config.bind_socket()
    try:
        Multiprocess(config, [listening]).run()
    finally:
        listening.close()


def _worker(settings: HubSettings) -> HubApp:
    threading.Thread(target=_end_together, name="parent", daemon=True).start()
    app = create_hub(settings)
    settle()
    return app


def _end_together() -> None:
    """A worker whose parent was killed would hold the address for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
