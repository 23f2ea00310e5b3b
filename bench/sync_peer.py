"""Owns PouchDB 9 as the peer of the sync's bench, in processes of node; it must not measure us."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.hub_corpus import offers

PEERS = ("pouchdb@9", "express-pouchdb@4", "express@4")
STEPS = ("first fetch", "no change", "100 changes")
#: step -> (wall ms, processor ms)
Times = dict[str, tuple[float, float]]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class Pouch:
    """The peer: a hub and a device, each a node process that is told what to do line by line."""

    def __init__(self, modules: Path, folder: Path, records: int) -> None:
        self._folder, self._env = folder, {**os.environ, "NODE_MODULES": str(modules)}
        lines = [offer.model_dump_json(by_alias=True) for offer in offers(records)]
        (folder / "records.jsonl").write_text("\n".join(lines), "utf-8")
        port = free_port()
        (folder / "hub").mkdir()
        self._hub = self._start("hub", str(folder / "hub"), str(port), str(folder / "records.jsonl"))
        self.url = f"http://127.0.0.1:{port}"

    def run(self, url: str, turn: int, step: Callable[[str], None] = lambda name: None) -> Times:
        times: Times = {}
        folder = self._folder / f"device-{turn}"
        folder.mkdir()
        device = self._start("device", str(folder))
        for name in STEPS:
            if name == "100 changes":
                self._tell(self._hub, f"change {turn}")
            told = self._tell(device, f"pull {url}")
            times[name] = (told["ms"], told["cpu_ms"])
            step(name)
        device.communicate(timeout=60)
        return times

    def close(self) -> None:
        self._hub.communicate(timeout=60)

    def _start(self, *arguments: str) -> subprocess.Popen[str]:
        script = Path(__file__).parent / "peers_sync.cjs"
        process = subprocess.Popen(
            ["node", str(script), *arguments], env=self._env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._read(process)
        return process

    def _tell(self, process: subprocess.Popen[str], line: str) -> dict[str, Any]:
        assert process.stdin
        process.stdin.write(line + "\n")
        process.stdin.flush()
        return self._read(process)

    def _read(self, process: subprocess.Popen[str]) -> dict[str, Any]:
        assert process.stdout
        answer: dict[str, Any] = json.loads(process.stdout.readline())
        return answer


def peer(modules: Path | None, folder: Path, records: int) -> Pouch | str:
    """PouchDB, or why it is missing."""
    if not shutil.which("node"):
        return "no node on this machine"
    if modules is None:
        home = Path(__file__).parent / "node_modules"
        command = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(home.parent), *PEERS]
        if not (home / "pouchdb").exists() and subprocess.run(command, capture_output=True).returncode:
            return "npm could not install it"
        modules = home
    try:
        return Pouch(modules.resolve(), folder, records)
    except (ValueError, OSError):
        return "it did not start"
