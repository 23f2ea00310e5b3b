"""Owns a hub as processes of its own, and what they say; it must not ask them anything."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import httpx
import psutil

BEGUN = "Application startup complete"


class Serving:
    """A running `python -m hub`; `client` asks it."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=30)
        self._lines: list[str] = []
        self._news = threading.Condition()
        assert process.stdout
        self._reader = threading.Thread(target=self._read, args=(process.stdout,))
        self._reader.start()

    def _read(self, out: IO[str]) -> None:
        for line in out:
            with self._news:
                self._lines.append(line)
                self._news.notify_all()
        out.close()

    def wait(self, said: str, times: int) -> None:
        """Until something was said so often."""
        with self._news:
            done = self._news.wait_for(lambda: sum(said in line for line in self._lines) >= times, timeout=60)
        assert done, "".join(self._lines)

    def workers(self) -> list[psutil.Process]:
        children = psutil.Process(self.process.pid).children()
        return [child for child in children if any("spawn_main" in word for word in child.cmdline())]

    def end(self) -> None:
        self.client.close()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)
        self._reader.join()


@contextmanager
def serving(url: str, *more: str, workers: int = 1) -> Iterator[Serving]:
    """From the moment every worker answers; ended as an operator ends it, with SIGTERM."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "hub", "--port", str(port), "--database-url", url, *more]
    if workers > 1:
        command += ["--workers", str(workers)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    hub = Serving(process, port)
    try:
        hub.wait(BEGUN, workers)
        if workers == 1:
            hub.wait("Uvicorn running", 1)
        yield hub
    finally:
        hub.end()
