"""Owns starting real processes fast: one that has imported everything is forked; it must not know what they do.

A process that is started so is of the same code as one started by its command, but without the seconds of importing.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

#: What a role is started with: what it is told, and its end of a wire to whoever started it.
Role = Callable[[dict[str, Any], socket.socket], None]
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


class Child:
    """One process, or a group of them. `kill` ends all of it as a power cut does."""

    def __init__(self, pid: int, wire: socket.socket) -> None:
        self.pid, self.wire = pid, wire
        try:
            self._handle = os.pidfd_open(pid)
        except ProcessLookupError:
            self._handle = -1

    @property
    def alive(self) -> bool:
        if self._handle >= 0 and select.select([self._handle], [], [], 0)[0]:
            self._forget()
        return self._handle >= 0

    def kill(self) -> None:
        """Gives back when it is gone."""
        if self._handle >= 0:
            with contextlib.suppress(ProcessLookupError):
                # It is the first of a group of its own, which bears its number as long as one of it lives.
                os.killpg(self.pid, signal.SIGKILL)
            select.select([self._handle], [], [], 30)
            self._forget()

    def end(self) -> None:
        """Asks it to end, as a service manager does."""
        if self._handle >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGTERM)

    def _forget(self) -> None:
        os.close(self._handle)
        self._handle = -1


class Zygote:
    """A process that becomes others. Made before its maker opens sockets or threads. `log`: where all of them speak."""

    def __init__(self, roles: Mapping[str, Role], log: Path) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        gc.collect()
        gc.freeze()
        self._pid = os.fork()
        if not self._pid:
            self._ours.close()
            _wait_and_become(theirs, roles, log)
        theirs.close()

    def start(self, role: str, **said: Any) -> Child:
        """A new process."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._ours, [json.dumps({"role": role, **said}).encode()], [theirs.fileno()])
        return Child(int(self._ours.recv(100)), ours)

    def close(self) -> None:
        """Ends it, and with it whatever it became."""
        self._ours.close()
        os.waitpid(self._pid, 0)


def _wait_and_become(asked: socket.socket, roles: Mapping[str, Role], log: Path) -> None:
    """What the zygote does; never gives back."""
    # Whoever was forked here is buried by the kernel.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        message: bytes = b""
        descriptors: list[int] = []
        with contextlib.suppress(ConnectionResetError):
            message, descriptors, *_ = socket.recv_fds(asked, 1_000_000, 1)
        if not message:
            os._exit(0)
        pid = os.fork()
        if not pid:
            _become(json.loads(message), descriptors[0], asked, roles, log)
        os.close(descriptors[0])
        asked.send(str(pid).encode())


def _become(said: dict[str, Any], descriptor: int, asked: socket.socket, roles: Mapping[str, Role], log: Path) -> None:
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.setsid()
    asked.close()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    speaks = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(speaks, 1)
    os.dup2(speaks, 2)
    status = 1
    try:
        roles[said.pop("role")](said, socket.socket(fileno=descriptor))
        status = 0
    except SystemExit as exit_:
        status = exit_.code if isinstance(exit_.code, int) else 1
    except BaseException:  # noqa: BLE001 - nobody is left to hear of it
        traceback.print_exc()
    sys.stderr.flush()
    os._exit(status)
