"""Measures a first and a second visit in Chromium, beside Flet's empty app; it must not judge, only print.

python -m bench.web [--json] [--runs 5] [--data FOLDER]
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

ROOT = Path(__file__).parents[1]
LIMIT_BYTES, LIMIT_RATIO = 4_500_000, 1.3
ARGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
# Name: latency in ms and bytes a second each way, as Chromium's network conditions take them; None is the loopback.
LINES: dict[str, tuple[int, float] | None] = {"loopback": None, "10 Mbit/s, 40 ms": (40, 10e6 / 8)}
# Flet's own page leaves the semantics off; ours switches them on. Both are measured with them on.
SPEAK = """addEventListener('flutter-first-frame', () => { const go = () => {
  const button = document.querySelector('flt-semantics-placeholder');
  if (button) button.click(); else if (!document.querySelector('flt-semantics')) setTimeout(go, 10); }; go(); })"""

EMPTY = """
import sys, flet as ft, flet.fastapi as ff, uvicorn
def main(page):
    page.add(ft.Semantics(content=ft.Text("Leer"), header=True, heading_level=1))
uvicorn.run(ff.app(main, no_cdn=True), port=int(sys.argv[1]), log_level="warning", timeout_graceful_shutdown=1)
"""
TINY = """
import sys, flet as ft, uvicorn
from pathlib import Path
from app.web import create_web
def main(page):
    page.add(ft.Semantics(content=ft.Text("Leer"), header=True, heading_level=1))
web = create_web(main, assets=Path("assets"), cache=Path(sys.argv[2]) / "client")
uvicorn.run(web, port=int(sys.argv[1]), log_level="warning", timeout_graceful_shutdown=1)
"""


def free_port() -> int:
    """A port of the loopback that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextlib.contextmanager
def running(command: list[str]) -> Iterator[str]:
    """Starts a server with `{port}` filled in, gives its address once it answers, ends it afterwards."""
    port = free_port()
    process = subprocess.Popen([part.format(port=port) for part in command], cwd=ROOT)
    try:
        url, deadline = f"http://127.0.0.1:{port}/", time.monotonic() + 60
        while not answers(url):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"did not start: {' '.join(command[1:4])}")
            time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(20)


def answers(url: str) -> bool:
    """Whether the server gives its page."""
    try:
        with urllib.request.urlopen(url, timeout=5) as page:
            return bool(page.status == 200)
    except OSError:
        return False


def visit(context: BrowserContext, url: str, line: tuple[int, float] | None) -> dict[str, float]:
    """Bytes received, requests, and seconds until the first heading is there for a screen reader."""
    page = context.new_page()
    page.add_init_script(SPEAK)
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    if line:
        latency, rate = line
        limits = {"offline": False, "latency": latency, "downloadThroughput": rate, "uploadThroughput": rate}
        wire.send("Network.emulateNetworkConditions", limits)
    sizes: list[float] = []

    def finished(event: dict[str, Any]) -> None:
        sizes.append(event["encodedDataLength"])

    wire.on("Network.loadingFinished", finished)
    began = time.monotonic()
    page.goto(url, wait_until="commit")
    page.get_by_role("heading", level=1).first.wait_for(state="attached", timeout=120_000)
    seconds = time.monotonic() - began
    page.wait_for_load_state("networkidle")
    page.close()
    return {"bytes": sum(sizes), "requests": len(sizes), "seconds": seconds}


def measure(browser: Browser, urls: dict[str, str], runs: int) -> list[dict[str, Any]]:
    """One row a line, visit and app, medians over `runs`; the apps take turns, so both meet the same load."""
    rows = []
    for name, line in LINES.items():
        seen: dict[tuple[int, str], list[dict[str, float]]] = {}
        for _ in range(runs):
            for app, url in urls.items():
                context = browser.new_context(viewport={"width": 390, "height": 800})
                for number in (1, 2):
                    seen.setdefault((number, app), []).append(visit(context, url, line))
                context.close()
        for (number, app), visits in sorted(seen.items()):
            medians = {key: statistics.median(one[key] for one in visits) for key in visits[0]}
            rows.append({"line": name, "visit": number, "app": app, **medians})
    return rows


@contextlib.contextmanager
def servers(data: Path) -> Iterator[dict[str, str]]:
    """Flet's empty app and the WueApp, or, while that cannot start, a tiny app behind its edge."""
    wueapp = [sys.executable, "-m", "app.run", "--quiet", "--port", "{port}", "--data", str(data)]
    tiny = [sys.executable, "-c", TINY.replace("{", "{{").replace("}", "}}"), "{port}", str(data)]
    with contextlib.ExitStack() as stack:
        empty = stack.enter_context(running([sys.executable, "-c", EMPTY, "{port}"]))
        try:
            yield {"empty": empty, "wueapp": stack.enter_context(running(wueapp))}
        except RuntimeError as problem:
            print(f"{problem}; measured a tiny app behind our edge instead", file=sys.stderr)
            yield {"empty": empty, "tiny": stack.enter_context(running(tiny))}


def show(rows: list[dict[str, Any]]) -> None:
    """The table, with what is aimed at beside each figure."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; medians; seconds to the first heading\n")
    print("| line | visit | app | MB | requests | seconds | × empty | limit |\n|---|---|---|---|---|---|---|---|")
    empty = {(row["line"], row["visit"]): row["seconds"] for row in rows if row["app"] == "empty"}
    for row in rows:
        ours = row["app"] != "empty"
        limit = f"{LIMIT_BYTES / 1e6} MB, {LIMIT_RATIO} ×" if ours and row["visit"] == 1 else ""
        times = row["seconds"] / empty[row["line"], row["visit"]]
        size, count = f"{row['bytes'] / 1e6:.3f}", f"{row['requests']:.0f}"
        print(f"| {row['line']} | {row['visit']} | {row['app']} | {size} | {count} "
              f"| {row['seconds']:.2f} | {times:.2f} | {limit} |")  # fmt: skip


def main() -> None:
    """Serves, visits, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--data", type=Path, default=ROOT / "build", help="where `make setup` packed the client")
    chosen = parser.parse_args()
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        if (chosen.data / "client").exists():
            shutil.copytree(chosen.data / "client", Path(folder) / "client")
        browser = play.chromium.launch(executable_path=path, args=ARGS)
        with servers(Path(folder)) as urls:
            for url in urls.values():  # what a server does only once is not a visitor's time
                visit(browser.new_context(), url, None)
            rows = measure(browser, urls, chosen.runs)
        browser.close()
    print(json.dumps(rows, indent=1)) if chosen.json else show(rows)


if __name__ == "__main__":
    main()
