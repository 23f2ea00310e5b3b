"""The hub alone, as a process of its own behind a real socket."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from hub.__main__ import main
from hub.settings import HubSettings


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(url: str, *more: str, log: Path) -> Iterator[httpx.Client]:
    """`python -m hub`, from the first answer on; ended as an operator ends it, with SIGTERM."""
    port = free_port()
    command = [sys.executable, "-m", "hub", "--port", str(port), "--database-url", url, *more]
    with log.open("w") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
                deadline = time.monotonic() + 30
                while True:
                    try:
                        client.get("/healthz")
                        break
                    except httpx.ConnectError:
                        assert process.poll() is None and time.monotonic() < deadline, log.read_text()
                yield client
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def poll(client: httpx.Client, path: str, etag: str) -> tuple[int, bytes]:
    """One conditional request over a socket of its own: (bytes sent, answer), headers included."""
    said = (
        f"GET {path} HTTP/1.1\r\nHost: {client.base_url.host}:{client.base_url.port}\r\nAccept: */*\r\n"
        f"Accept-Encoding: gzip\r\nConnection: keep-alive\r\nUser-Agent: wueapp\r\nIf-None-Match: {etag}\r\n\r\n"
    ).encode()
    with socket.create_connection((client.base_url.host, client.base_url.port or 80), timeout=10) as wire:
        wire.sendall(said)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += wire.recv(4096)
    return len(said), answer


def test_a_served_hub_answers_and_ends_cleanly(url: str, tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    with served(url, log=log) as client:
        assert client.get("/readyz").json()["status"] == "ready"
        epoch = client.get("/healthz").json()["epoch"]
        assert len(client.get("/v1/places?limit=200").json()["items"]) == 65
        found = client.get("/v1/search", params={"q": "geheimeswort"})
        assert found.status_code == 200
        assert client.head("/v1/places").content == b""
        assert "server" not in client.get("/v1/places").headers
    said = log.read_text()
    assert "geheimeswort" not in said
    assert "127.0.0.1 -" not in said
    assert not Path(f"{url.removeprefix('sqlite:///')}-wal").exists()
    with served(url, log=log) as client:
        assert client.get("/healthz").json()["epoch"] == epoch
    with served(url, "--restored", log=log) as client:
        assert client.get("/healthz").json()["epoch"] != epoch


def test_a_poll_that_finds_nothing_new_costs_at_most_400_bytes(url: str, tmp_path: Path) -> None:
    with served(url, log=tmp_path / "log.txt") as client:
        for kind in ("help", "forum-places"):
            token = client.get(f"/v1/changes/{kind}").json()["next"]
            sent, answer = poll(client, f"/v1/changes/{kind}?since={token}", f'"{token}"')
            assert answer.startswith(b"HTTP/1.1 304 ")
            assert sent + len(answer) <= 400, (sent, answer)


def test_settings_that_make_no_sense_are_refused_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--database-url", "mysql://root:secret@host/db"])
    said = capsys.readouterr().err
    assert re.search(r"begins with 'mysql'.*sqlite:///", said, re.DOTALL)
    assert "secret" not in said
    with pytest.raises(ValueError, match="between 1 and 1000"):
        HubSettings(page_limit=0)


def test_a_database_that_cannot_be_opened_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hub.db").write_bytes(b"this is no database at all" * 100)
    assert main(["--database-url", f"sqlite:///{tmp_path}/hub.db"]) == 1
    assert "The hub cannot use its database" in capsys.readouterr().err
