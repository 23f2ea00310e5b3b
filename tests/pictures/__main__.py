"""`python -m tests.pictures pictures|goldens`: draws every sample for people, or the kept pictures anew."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from services.language import Language
from tests.chromium import chromium
from tests.pictures.goldens import CHOSEN, HEIGHT, golden_path, save
from tests.pictures.window import Wearing, gallery, window
from views.gallery.index import names

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Draws what was asked for and says where it lies."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("what", choices=("pictures", "goldens"))
    parser.add_argument("--only", default="", help="only samples whose id begins so")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        client = ROOT / "data" / "client"
        client.mkdir(parents=True, exist_ok=True)
        with gallery(Path(folder), client) as app:
            if chosen.what == "goldens":
                for width in sorted({golden.width for golden in CHOSEN}):
                    with window(browser, app.url, width, HEIGHT) as view:
                        for golden in CHOSEN:
                            if golden.width == width and golden.sample.startswith(chosen.only):
                                view.show(golden.sample, golden.wearing)
                                save(view.picture(), golden_path(golden))
                return
            for width in (390, 1280):
                with window(browser, app.url, width, 1400) as view:
                    for sample in (name for name in names(Language()) if name.startswith(chosen.only)):
                        for language in ("de", "de-simple"):
                            view.show(sample, Wearing(language=language))
                            path = ROOT / "pictures" / str(width) / language / f"{sample}.png"
                            save(view.picture(), path)
                            print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
