"""Owns the one HTML page: our index.html with versioned names in it, and what the page may load (its CSP).

It must not serve anything but that page.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.client import Client
from app.static import BEST, choose_coding, known, squeeze

MARK = "<!-- fletAppConfig -->"  # where Flet itself puts its settings, too
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
LINKED = re.compile(r'\b(src|href)="([^":#/][^":]*)"')


class Page:
    """An ASGI app that answers every address of the app with the same page, never cached without asking."""

    def __init__(self, index: str, client: Client, title: str) -> None:
        self.text = fill(index, client, title)
        body = self.text.encode()
        self.mark = hashlib.sha256(body).hexdigest()[:12]
        self.bodies = {"identity": body, "br": squeeze(body, "br", BEST), "gzip": squeeze(body, "gzip", BEST)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.answer(Request(scope))(scope, receive, send)

    def answer(self, request: Request) -> Response:
        """The page, or 304 when the browser has this very one."""
        coding = choose_coding(request.headers.get("accept-encoding", ""))
        headers = {"Cache-Control": "no-cache", "ETag": f'"{self.mark}-{coding}"', "Vary": "Accept-Encoding"}
        if known(request.headers, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        if coding != "identity":
            headers["Content-Encoding"] = coding
        return Response(self.bodies[coding], media_type="text/html", headers=headers)

    def policy(self, host: str) -> str:
        """The Content-Security-Policy (CSP 3): own host only, our inline scripts by their hash.

        Flutter writes style elements and compiles WebAssembly; its drawing thread starts from a blob.
        """
        hashes = " ".join(f"'sha256-{digest(script)}'" for script in INLINE.findall(self.text))
        return "; ".join(
            [
                "default-src 'none'",
                f"script-src 'self' 'wasm-unsafe-eval' {hashes}",
                "worker-src 'self' blob:",
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data: blob:",
                "font-src 'self'",
                "media-src 'self' blob:",
                f"connect-src 'self' ws://{host} wss://{host}",
                "manifest-src 'self'",
                "base-uri 'self'",
                "form-action 'none'",
                "frame-ancestors 'none'",
            ]
        )


def fill(index: str, client: Client, title: str) -> str:
    """index.html with title, Flet's settings and every linked file under its versioned name."""
    if MARK not in index:
        raise ValueError(f"index.html lacks {MARK}, where the settings belong")
    base = f"/v/{client.key}/"
    settings = {
        "entrypointBaseUrl": base,
        "assetBase": base,
        "assetsDir": base,  # Flet resolves every relative image and font below it
        "canvasKitBaseUrl": f"{base}canvaskit/",
        "fontFallbackBaseUrl": f"{base}fallback/",
    }
    script = f"<script>Object.assign(flet, {json.dumps(settings)});</script>"
    text = re.sub(r"<title>.*?</title>", lambda _: f"<title>{html.escape(title)}</title>", index)

    def versioned(link: re.Match[str]) -> str:
        attribute, name = link.groups()
        return f'{attribute}="{base}{name}"' if name in client.files else link[0]

    return LINKED.sub(versioned, text).replace(MARK, script)


def read_index(assets: Path) -> str:
    """Our page as it lies in `assets`."""
    return (assets / "index.html").read_text(encoding="utf-8")


def digest(script: str) -> str:
    """The sha256 of an inline script as CSP writes it."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
