"""Owns the real processes of hub and app, each on a free port of this machine; it must not know a page."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0  # seconds until a process that gives no answer counts as broken; other tests want the CPU, too


def free_port() -> int:
    """A port of the loopback that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


class Process:
    """A server started by `python -m …`; it can be stopped, killed and started again on the same port."""

    def __init__(self, arguments: list[str], log: Path, health: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._arguments = [argument.replace("{port}", str(self.port)) for argument in arguments]
        self._log, self._health = log, health
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it and waits until it answers."""
        with self._log.open("ab") as log:
            command = [sys.executable, "-m", *self._arguments]
            self._running = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            assert self._running.poll() is None, f"{self._arguments[0]} ended by itself:\n{self.said()}"
            assert time.monotonic() < deadline, f"{self._arguments[0]} gives no answer:\n{self.said()}"
            time.sleep(0.05)

    def stop(self) -> None:
        """Asks it to end, as Ctrl+C or a service manager does."""
        self._end(kill=False)

    def kill(self) -> None:
        """Ends it as a power cut does."""
        self._end(kill=True)

    def restart(self) -> None:
        """Stops it and starts it again."""
        self.stop()
        self.start()

    def said(self) -> str:
        """All it printed so far."""
        return self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""

    def _end(self, *, kill: bool) -> None:
        running, self._running = self._running, None
        if running is None or running.poll() is not None:
            return
        running.kill() if kill else running.terminate()
        try:
            running.wait(30)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
            raise

    def _answers(self) -> bool:
        try:
            return httpx.get(self.url + self._health, timeout=10, trust_env=False).is_success
        except httpx.HTTPError:
            return False


def hub_process(folder: Path) -> Process:
    """A hub of its own with the real content, in a file below `folder`."""
    database = f"sqlite:///{folder / 'hub.db'}"
    return Process(["hub", "--port", "{port}", "--database-url", database], folder / "hub.log", "/readyz")


def app_process(folder: Path, hub: str, client: Path) -> Process:
    """The app with its data in `folder` on the hub at that URL. `client` keeps the compressed files for all."""
    if not (folder / "client").exists():
        (folder / "client").symlink_to(client, target_is_directory=True)
    arguments = ["app.run", "--port", "{port}", "--data", str(folder), "--quiet", "--hub", hub]
    return Process(arguments, folder / "app.log", "/healthz")


def offers_at(hub: Process) -> int:
    """How many help offers the hub has: the lines of its snapshot without the first and the last."""
    answer = httpx.get(f"{hub.url}/v1/snapshots/help", timeout=30, trust_env=False)
    return len(answer.raise_for_status().text.splitlines()) - 2
