"""Owns the talk with one entrant in its process, and where MiniSearch comes from; must not score answers."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
MINISEARCH = "minisearch@7.2.0"


class Peer:
    """One entrant: started, asked any number of times, stopped."""

    def __init__(self, name: str, command: list[str] | None = None) -> None:
        self.name = name
        self._command = command
        self._process: subprocess.Popen[str] | None = None

    def start(self, corpus: Path, folder: Path) -> dict[str, float]:
        """Build what lasts and open it: {build_s, open_s, index_bytes}."""
        file, built = folder / f"{self.name}.db", 0.0
        worker = [sys.executable, "-m", "bench.search_worker", self.name, str(corpus), str(file)]
        if self._command is None:
            done = subprocess.run([*worker, "build"], check=True, capture_output=True, text=True, cwd=ROOT)
            built = json.loads(done.stdout)["build_s"]
        command = [*self._command, str(corpus)] if self._command else worker
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, encoding="utf-8"
        )
        opened = self._read()["open_s"]
        lasting = file.exists()
        return {
            "build_s": built if lasting else opened,
            "open_s": opened,
            "index_bytes": sum(part.stat().st_size for part in folder.glob(f"{self.name}.db*")),
        }

    def ask(self, queries: list[list[Any]], seconds: float) -> dict[str, Any]:
        """Ask [[number, text], …] one by one, for so many seconds at the most."""
        assert self._process is not None and self._process.stdin is not None
        self._process.stdin.write(json.dumps({"queries": queries, "seconds": seconds}) + "\n")
        self._process.stdin.flush()
        return self._read()

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.communicate(timeout=60)
            self._process = None

    def _read(self) -> dict[str, Any]:
        assert self._process is not None and self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} ended without an answer")
        answer: dict[str, Any] = json.loads(line)
        return answer


def minisearch(folder: Path) -> Peer | None:
    """MiniSearch in integreat-app's configuration, or None where node or the npm package cannot be had."""
    if not shutil.which("node") or not shutil.which("npm"):
        return None
    home = ROOT / "build" / "minisearch"
    modules = home / "node_modules"
    if not (modules / "minisearch").exists():
        home.mkdir(parents=True, exist_ok=True)
        (home / "package.json").write_text("{}")
        command = ["npm", "install", "--no-audit", "--no-fund", MINISEARCH]
        started = time.perf_counter()
        done = subprocess.run(command, cwd=home, capture_output=True, timeout=120, check=False)
        if done.returncode or time.perf_counter() - started > 110:
            return None
    script = ROOT / "bench" / "search_minisearch.cjs"
    command = ["node", "--expose-gc", "--max-old-space-size=12000", str(script), str(modules)]
    return Peer("minisearch-integreat", command)
