"""Owns what pytest says at the end: nothing is skipped silently; it must not skip anything itself.

A plugin of pytest. A skip fails the run unless its reason begins with "shared data": data the project may
use but does not carry; or with "this machine": what a machine may forbid and no `make tools` can bring.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

EXCUSED = ("shared data", "this machine")


def _reason(report: Any) -> str:
    told = report.longrepr[2] if isinstance(report.longrepr, tuple) else getattr(report, "wasxfail", report.longrepr)
    return str(told or "no reason given").removeprefix("Skipped: ").removeprefix("reason: ")


def left_out(stats: dict[str, list[Any]]) -> Iterator[tuple[str, str]]:
    """(test, reason) of all that did not run, or whose failure was expected."""
    for outcome in ("skipped", "xfailed", "xpassed"):
        yield from ((report.nodeid, _reason(report)) for report in stats.get(outcome, []))


def _stats(config: pytest.Config) -> dict[str, list[Any]]:
    reporter: Any = config.pluginmanager.get_plugin("terminalreporter")
    return reporter.stats if reporter else {}


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fails a run that passed by leaving something out."""
    found = list(left_out(_stats(session.config)))
    if exitstatus == pytest.ExitCode.OK and not all(reason.startswith(EXCUSED) for _, reason in found):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Names what could not run."""
    found = list(left_out(terminalreporter.stats))
    if found:
        terminalreporter.section("could not run")
    for test, reason in found:
        mark = "" if reason.startswith(EXCUSED) else " (this fails the run: make it run, or take it out)"
        terminalreporter.write_line(f"{test}: {reason}{mark}")
