"""Owns reading aloud with a voice of this computer; it must not speak where many people share one.

Flet 1.0.5 has no speech, and a served page reaches the browser's only by a script of its own. A computer of one's
own may have a program that speaks; a phone has none that an app may start: there the app says how the phone reads.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
from contextlib import suppress

#: Programs that read what is handed to them, in German. Words come by stdin: arguments are seen by every process.
PROGRAMS = (("espeak-ng", "-v", "de", "--stdin"), ("espeak", "-v", "de", "--stdin"))
MAC = (("say", "-v", "Anna", "-f", "-"),)


class ProgramVoice:
    """A program that speaks. One text at a time."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self._command = command
        self._process: asyncio.subprocess.Process | None = None
        self._stopped = False

    async def read(self, text: str) -> bool:
        """Reads words aloud, to the end or until stopped. False: the program could not."""
        self.stop()
        self._stopped = False
        silent = asyncio.subprocess.DEVNULL
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command, stdin=asyncio.subprocess.PIPE, stdout=silent, stderr=silent
            )
        except OSError:
            return False
        self._process = process
        with suppress(BrokenPipeError, ConnectionResetError):
            await process.communicate(text.encode())
        ended_well = process.returncode == 0 or self._stopped
        if self._process is process:
            self._process = None
        return ended_well

    @property
    def speaking(self) -> bool:
        """Whether the program runs."""
        return self._process is not None

    def stop(self) -> None:
        """Falls silent at once."""
        self._stopped = True
        if self._process and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.terminate()


def voice(*, shared: bool) -> ProgramVoice | None:
    """The voice of this computer; None where it has none, or where the computer is a server for many."""
    if shared:
        return None
    for command in MAC if sys.platform == "darwin" else PROGRAMS:
        if found := shutil.which(command[0]):
            return ProgramVoice((found, *command[1:]))
    return None
