"""Owns the first content, bundled with the app, for an empty store; it must not claim to be fetched."""

from __future__ import annotations

import asyncio
from pathlib import Path

from contract.kinds import KINDS
from services.local import PublicStore
from services.local_file import StoreFailed

BUNDLE = Path(__file__).parent.parent / "assets" / "bundle"


async def load_bundle(public: PublicStore, folder: Path = BUNDLE) -> bool:
    """Fills an empty store from `<kind>.jsonl`, one record a line; True if it did.

    No cursor is set, so the first real fetch replaces it and its age is never shown as fetched.
    """
    files = {kind: folder / f"{kind}.jsonl" for kind in KINDS if (folder / f"{kind}.jsonl").exists()}
    try:
        if not await public.empty():
            return False
        for kind, file in files.items():
            body = await asyncio.to_thread(file.read_bytes)
            await public.bundle(kind, [line for line in body.splitlines() if line.strip()])
    except StoreFailed:
        # On a full disk: no reason not to open.
        return False
    return bool(files)
