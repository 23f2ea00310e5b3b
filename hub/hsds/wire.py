"""Owns asking another directory's HSDS API, page by page; it must not know what is in a service.

Bounded on every side: bytes of a page, pages, services, tries. Redirects are not followed: whoever imports names the
address.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import httpx

from hub.hsds.profile import Json
from hub.hsds.service import PARTS
from hub.hsds.sheets import MOST_ROWS, Unreadable

PATIENCE = httpx.Timeout(30.0, connect=10.0)
MOST_PAGES, PER_PAGE, LARGEST = 500, 100, 16 * 1024 * 1024
#: Seconds before it is tried again.
AGAIN = (1.0, 4.0)
#: Statuses that may be better later.
LATER = frozenset({429, 500, 502, 503, 504})


class Directory:
    """An HSDS API at `base` (`https://…/hsds/v3`). `rest` waits so many seconds."""

    def __init__(self, base: str, rest: Callable[[float], None] = time.sleep) -> None:
        if not base.startswith(("https://", "http://")):
            raise Unreadable("Die Adresse muss mit https:// beginnen.")
        self._base = base.rstrip("/")
        self._rest = rest

    def services(self) -> Iterator[Json]:
        """All services, each with everything nested that is told there. Raises Unreadable."""
        told = 0
        with httpx.Client(timeout=PATIENCE, follow_redirects=False, headers={"accept": "application/json"}) as client:
            for page in range(1, MOST_PAGES + 1):
                answer = self._get(client, f"/services?page={page}&per_page={PER_PAGE}&full=true")
                contents = answer.get("contents") if isinstance(answer, dict) else None
                if not isinstance(contents, list):
                    raise Unreadable("Die Antwort ist keine Seite nach HSDS.")
                for each in contents:
                    told += 1
                    if told > MOST_ROWS:
                        raise Unreadable(f"Ein Import darf höchstens {MOST_ROWS} Angebote haben.")
                    yield self._whole(client, each)
                if answer.get("last_page", not contents) is True or not contents:
                    return
        raise Unreadable(f"Es sind mehr als {MOST_PAGES} Seiten.")

    def _whole(self, client: httpx.Client, service: Any) -> Json:
        """A service that a list only names is asked for by itself."""
        if not isinstance(service, dict):
            raise Unreadable("Die Antwort ist keine Seite nach HSDS.")
        if any(part in service for part in PARTS) or not service.get("id"):
            return service
        whole = self._get(client, f"/services/{quote(str(service['id']), safe='')}")
        return whole if isinstance(whole, dict) else service

    def _get(self, client: httpx.Client, path: str) -> Any:
        for wait in (*AGAIN, None):
            why = ""
            try:
                with client.stream("GET", self._base + path) as answer:
                    if answer.status_code == 200:
                        return json.loads(_body(answer))
                    why = f"Status {answer.status_code}"
                    if answer.status_code not in LATER:
                        break
            except httpx.HTTPError as error:
                why = type(error).__name__
            except (ValueError, RecursionError) as error:
                if isinstance(error, Unreadable):
                    raise
                raise Unreadable("Die Antwort ist kein JSON.") from None
            if wait is None:
                break
            self._rest(wait)
        raise Unreadable(f"Das Verzeichnis antwortet nicht ({why}).")


def _body(answer: httpx.Response) -> bytes:
    parts: list[bytes] = []
    left = LARGEST
    for part in answer.iter_bytes():
        left -= len(part)
        if left < 0:
            raise Unreadable("Eine Seite ist zu groß.")
        parts.append(part)
    return b"".join(parts)
