"""Owns a hub behind its own door at a real socket of this process; it must not know what is asked."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from hub.door import OPTIONS, Door


@contextmanager
def listening(app: Any, door: type[Door] = Door) -> Iterator[int]:
    """Its port."""
    config = uvicorn.Config(app, **{**OPTIONS, "http": door}, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as ear:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [ear]})
        thread.start()
        try:
            yield int(ear.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join(timeout=20)
