"""Owns whether small file systems can be mounted here, to be filled; it must not fill any."""

from __future__ import annotations

import os
import subprocess

#: What pytest is told where that cannot be (`tests.house.closing`).
FORBIDDEN = "this machine: no file system can be mounted, so no disk was really filled"
#: What a command begins with that may mount: for root a view of its own, for others a name space, too.
OWN = ("unshare", "--mount", *(("--map-root-user",) if hasattr(os, "getuid") and os.getuid() else ()))


def mounts() -> bool:
    """Tries it, where nobody else sees it."""
    command = [*OWN, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False
