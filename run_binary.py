"""Owns the start of the program that needs no Python (`build.spec`); it must not wire or draw.

PORT and DATA in the environment choose port and folder, as with `make run`; options are those of `app.run`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.run import main


def own_folder() -> Path:
    """Where this system keeps what belongs to a person's program."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "WueApp"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "WueApp"
    return Path(os.environ.get("XDG_DATA_HOME", home / ".local" / "share")) / "wueapp"


if __name__ == "__main__":
    folder = os.environ.get("DATA") or str(own_folder())
    main(["--port", os.environ.get("PORT") or "8550", "--data", folder, *sys.argv[1:]])
