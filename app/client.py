"""Owns which files make up the client in the browser, their version and our two changes to Flet's own.

It must not serve, compress or write anything.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import flet_web  # type: ignore[import-untyped]
from flet_web.version import version  # type: ignore[import-untyped]

RECIPE = "1"  # raise it when a change below alters what is served under an unchanged name

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

# Flet's client asks a foreign host for Rive at every start. The stand-in must be exactly as long,
# because inside the WebAssembly module the address carries its length.
RIVE = b"https://cdn.jsdelivr.net/npm/@rive-app/flutter-native-wasm@44.0.0/"
RIVE_HERE = b"/rive/is-not-part-of-the-wueapp/".ljust(len(RIVE) - 1, b"-") + b"/"
RIVE_STUB = b"globalThis.RiveNative = () => new Promise(() => {});\n"
FOREIGN = b"cdn.jsdelivr.net/npm/@rive-app"

# The families loaded before the first frame. Roboto is what Flutter falls back to: it is ours, too, so no
# text ever jumps. Formula and Cupertino fonts (0.8 MB) are left out; no screen uses them.
TEXT_FONTS = [
    {"asset": "../fonts/AtkinsonHyperlegible-Regular.ttf", "weight": 400},
    {"asset": "../fonts/AtkinsonHyperlegible-Bold.ttf", "weight": 700},
]
FONT_MANIFEST = [
    {"family": "MaterialIcons", "fonts": [{"asset": "fonts/MaterialIcons-Regular.otf"}]},
    {"family": "Atkinson Hyperlegible", "fonts": TEXT_FONTS},
    {"family": "Roboto", "fonts": TEXT_FONTS},
]


class Client:
    """The files below `/v/<key>/`: Flet's client with our `assets` laid over it, as Flet itself does."""

    def __init__(self, assets: Path, flet_files: Path | None = None) -> None:
        web = flet_files or Path(flet_web.get_package_web_dir())
        own = {name: path for name, path in walk(assets) if path.suffix not in {".py", ".md"}}
        flets = {name: path for name, path in walk(web) if wanted(name)}
        own.pop("index.html", None)  # the page itself is app/page.py's
        self.files = flets | own
        self.key = fingerprint(flets, own)

    def source(self, name: str) -> Path:
        """Where the unchanged file lies; KeyError for a name that is not served."""
        return self.files[name]

    def read(self, name: str) -> bytes:
        """The file as it is served, uncompressed; KeyError for a name that is not served."""
        path = self.source(name)
        if name == "assets/FontManifest.json":
            return json.dumps(FONT_MANIFEST, separators=(",", ":")).encode()
        body = path.read_bytes()
        return body.replace(RIVE, RIVE_HERE) if name in {"main.dart.wasm", "main.dart.js"} else body


def walk(folder: Path) -> list[tuple[str, Path]]:
    """Every file below `folder` with its name in a URL, sorted."""
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted((path.relative_to(folder).as_posix(), path) for path in files)


def wanted(name: str) -> bool:
    """Whether a file of Flet's client is served at all."""
    return not name.startswith(LEFT_OUT) and not name.endswith(LEFT_OUT_SUFFIXES)


def fingerprint(flets: dict[str, Path], own: dict[str, Path]) -> str:
    """Twelve hex digits that change with Flet's version, any of our bytes and the recipe above.

    Flet's 40 MB are told apart by version, name and size: hashing them would cost every start half a second.
    """
    mark = hashlib.sha256(f"{RECIPE} {version} {json.dumps(FONT_MANIFEST)}".encode())
    for name, path in flets.items():
        mark.update(f"{name} {path.stat().st_size}\n".encode())
    for name, path in own.items():
        mark.update(f"{name}\n".encode() + path.read_bytes())
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
    if "roboto" in wish:
        return "fonts/AtkinsonHyperlegible-Regular.ttf"
    return "fonts/NotoSans-Fallback.ttf"
