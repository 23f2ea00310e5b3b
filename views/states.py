"""Owns how waiting, trouble and provenance look on every screen; it must not know any feature."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

import flet as ft

from contract.problems import Code
from contract.record import Provenance
from services.language import Language
from views.kit.notice import flag, speaking
from views.kit.page import column
from views.kit.text import small


def waiting(say: Language) -> ft.Control:
    """Words for something that is still being read. The device answers in milliseconds, so it hardly shows."""
    return small(say("Einen Augenblick …"))


def failed(code: str, again: Callable[[], Any], say: Language) -> ft.Control:
    """What happened and why, and what to do now as a button."""
    what, now = say.problem(Code(code))
    return speaking(what, now, step=say("Noch einmal versuchen"), press=again, icon="broken")


def kept_badly(trouble: Code, say: Language) -> str:
    """What happened to what the app keeps on this device, and what to do now."""
    lines = list(say.problem(trouble))
    if trouble is Code.STORE_BROKEN:
        # Contributions that never left the device come back from nowhere.
        lines.append(say("Was sich lesen ließ, ist noch da. Sehen Sie bitte auch unter „Meine Beiträge“ nach."))
    return " ".join(lines)


def gone(leave: Callable[[], Any], say: Language) -> ft.Control:
    """For an address at which nothing is (any more)."""
    return speaking(
        say("Das gibt es hier nicht mehr"),
        say("Der Eintrag ist gelöscht oder noch nicht auf diesem Gerät."),
        step=say("Zurück zur Liste"),
        press=leave,
    )


def provenance(origin: Provenance, now: datetime, say: Language) -> ft.Control:
    """Where a thing comes from and how old it is, in words."""
    stand = datetime.combine(origin.stand, time(12), UTC)
    lines: list[ft.Control] = []
    if origin.sample:
        lines.append(flag(say("Muster: Dieser Eintrag ist ein erfundenes Beispiel.")))
    lines.append(small(say("Quelle: {source}", source=origin.source)))
    lines.append(small(say("Stand: {date}, {age}", date=say.date(origin.stand), age=say.ago(stand, now))))
    if origin.review_by < now.date():
        lines.append(small(say("Dieser Eintrag ist schon alt. Bitte fragen Sie dort noch einmal nach.")))
    return column(lines, gap=4)
