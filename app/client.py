"""Owns which files make up the client in the browser, their versions and our few changes to Flet's own.

It must not serve, compress or write anything.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import flet_web  # type: ignore[import-untyped]
from flet_web.version import version  # type: ignore[import-untyped]

# Not sent by a server-side app: Python in the browser, debug tables, experiments, Flet's own page.
LEFT_OUT = (
    "pyodide/",
    "python",
    "canvaskit/wimp",
    "canvaskit/experimental_webparagraph/",
    "flutter.js",
    "flutter_service_worker.js",
    "icons/",
    "favicon.png",
    "index.html",
    "manifest.json",
)
LEFT_OUT_SUFFIXES = (".symbols", ".map")

# Flet's client asks a foreign host for Rive at every start; it is asked here instead, and gets a stub.
RIVE = b"https://cdn.jsdelivr.net/npm/@rive-app/flutter-native-wasm@44.0.0/"
RIVE_HERE = b"/rive/is-not-part-of-the-wueapp/".ljust(len(RIVE) - 1, b"-") + b"/"
RIVE_STUB = b"globalThis.RiveNative = () => new Promise(() => {});\n"

# Each replacement is exactly as long as what it replaces, because inside the WebAssembly module every
# string carries its length. The two sentences are those that no screen of ours can say.
CHANGES = {
    RIVE: RIVE_HERE,
    b"Working...": b"Moment ...",
    b"The application encountered an error": b"Die WueApp hat einen Fehler gemeldet",
}
CHANGED = frozenset({"main.dart.wasm", "main.dart.js"})

# The families loaded before the first frame. Roboto is what Flutter falls back to: it is ours, too, so no
# text ever jumps. Formula and Cupertino fonts (0.8 MB) are left out; no screen uses them.
REGULAR = {"asset": "../fonts/AtkinsonHyperlegible-Regular.ttf", "weight": 400}
BOLD = {"asset": "../fonts/AtkinsonHyperlegible-Bold.ttf", "weight": 700}
FONT_MANIFEST = [
    {"family": "MaterialIcons", "fonts": [{"asset": "fonts/MaterialIcons-Regular.otf"}]},
    {"family": "Atkinson", "fonts": [REGULAR, BOLD]},
    {"family": "Atkinson Bold", "fonts": [BOLD]},
    {"family": "Roboto", "fonts": [REGULAR, BOLD]},
]


class Client:
    """The files below `/v/<key>/`: Flet's client with our `assets` laid over it, as Flet itself does."""

    def __init__(self, assets: Path, flet_files: Path | None = None) -> None:
        web = flet_files or Path(flet_web.get_package_web_dir())
        own = {name: path for name, path in walk(assets) if path.suffix not in {".py", ".md"}}
        flets = {name: path for name, path in walk(web) if wanted(name)}
        own.pop("index.html", None)  # the page itself is app/page.py's
        self.files = flets | own
        self.own = frozenset(own)
        self.flet_key = fingerprint({name: path for name, path in flets.items() if name not in own}, False)
        self.key = fingerprint(own, True, self.flet_key)

    def source(self, name: str) -> Path:
        """Where the unchanged file lies; KeyError for a name that is not served."""
        return self.files[name]

    def read(self, name: str) -> bytes:
        """The file as it is served, uncompressed; KeyError for a name that is not served."""
        path = self.source(name)
        if name == "assets/FontManifest.json":
            return json.dumps(FONT_MANIFEST, separators=(",", ":")).encode()
        body = path.read_bytes()
        if name in CHANGED:
            for theirs, ours in CHANGES.items():
                body = body.replace(theirs, ours)
        return body


def walk(folder: Path) -> list[tuple[str, Path]]:
    """Every file below `folder` with its name in a URL, sorted."""
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted((path.relative_to(folder).as_posix(), path) for path in files)


def wanted(name: str) -> bool:
    """Whether a file of Flet's client is served at all."""
    return not name.startswith(LEFT_OUT) and not name.endswith(LEFT_OUT_SUFFIXES)


def fingerprint(files: dict[str, Path], whole: bool, *more: str) -> str:
    """Twelve hex digits that change with Flet's version, the changes above, the files' names and contents.

    With `whole` every byte counts. Otherwise only sizes do: Flet's 40 MB never change within a version, and
    reading them would cost every start half a second.
    """
    mark = hashlib.sha256(f"{version} {more} {CHANGES} {FONT_MANIFEST}".encode())
    for name, path in files.items():
        mark.update(f"{name} {path.stat().st_size}\n".encode())
        if whole:
            mark.update(path.read_bytes())
    return mark.hexdigest()[:12]


def fallback_font(name: str) -> str:
    """The bundled font that answers Flutter's request for a fallback, such as `notosansarabic/v28/x.woff2`.

    Flutter asks again without end for a font it is refused (flutter#184449), so every name has an answer.
    """
    wish = name.lower()
    if "arabic" in wish:
        return "fonts/NotoSansArabic-Fallback.ttf"
    if "emoji" in wish:
        return "fonts/NotoColorEmoji-Fallback.ttf"
    if wish.startswith(("fallback/notosans/", "assets/fonts/notosans/")) or "symbols" in wish or "math" in wish:
        return "fonts/NotoSans-Fallback.ttf"
    return "fonts/AtkinsonHyperlegible-Regular.ttf"  # a script we do not carry: the smallest answer there is
