"""Owns what the hub's bench asks, the same of every entrant; it must not measure.

Tokens and cursors are an entrant's own, so they are learnt by asking it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import Any
from urllib.parse import quote

from bench.hub_corpus import FIRST, LAST
from bench.hub_load import Question, Reply, Wire

Asked = dict[str, list[Question]]


def ask(port: int, question: Question) -> Reply:
    wire = Wire(port)
    reply = wire.ask(question.encoded())
    wire.socket.close()
    return reply


def said(port: int, target: str) -> Any:
    return json.loads(ask(port, Question(target)).body)


def questions(port: int) -> Asked:
    """Kind of request → the different ones of it, in the order they are asked."""
    pages, target = [], "/v1/help?limit=20"
    for _ in range(30):
        pages.append(target)
        target = f"/v1/help?limit=20&cursor={quote(said(port, target)['next'])}"
    ids = [record["id"] for page in pages[:10] for record in said(port, page)["items"]]
    changes, since = [], ""
    for _ in range(10):
        changes.append(f"/v1/changes/help?limit=100{since}")
        since = f"&since={said(port, changes[-1])['next']}"
    poll = f"/v1/changes/help?limit=500&since={newest(port)}"
    etag = header(ask(port, Question(poll)), "etag")
    words = [f"{first}{last}" for first in FIRST[:8] for last in LAST[:5]]
    return {
        "list": [Question(page) for page in pages],
        "item": [Question(f"/v1/help/{id_}") for id_ in ids],
        "changes": [Question(change) for change in changes],
        "snapshot": [Question("/v1/snapshots/help", (("accept-encoding", "gzip"),))],
        "search": [Question(f"/v1/search?q={quote(word)}&limit=20") for word in words],
        "poll": [Question(poll, (("if-none-match", etag),))],
    }


def newest(port: int) -> str:
    """The token after which there is nothing yet."""
    since = ""
    while True:
        page = said(port, f"/v1/changes/help?limit=1000{since}")
        if not page["more"]:
            return str(page["next"])
        since = f"&since={page['next']}"


def header(reply: Reply, name: str) -> str:
    for line in reply.head.decode().split("\r\n")[1:]:
        key, _, value = line.partition(": ")
        if key.lower() == name:
            return value
    raise KeyError(name)


def fingerprint(port: int, kind: str, asked: list[Question]) -> str:
    """SHA-256 of what was answered, without what must differ (tokens, cursors, epoch, the seal of a snapshot)."""
    digest = hashlib.sha256()
    for question in asked:
        reply = ask(port, question)
        body = gzip.decompress(reply.body) if b"content-encoding: gzip" in reply.head.lower() else reply.body
        digest.update(f"{reply.status}\n".encode() + _essence(kind, body))
    return digest.hexdigest()


def _essence(kind: str, body: bytes) -> bytes:
    if kind == "snapshot":
        return b"\n".join(line for line in body.split(b"\n") if line.startswith(b'{"id"'))
    if kind == "poll":
        return b""
    value = json.loads(body)
    if kind in ("list", "changes"):
        value = value.get("items", value.get("upserts"))
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
