"""Documents say what is so; each rule is shown to fail."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.house.documents import documents, idle_decisions, long_readmes, lost, unknown_verbs, verbs
from tests.house.tree import ROOT, sound

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def test_what_documents_name_is_there() -> None:
    sound(lost(documents()))


def test_a_lost_file_is_named(tmp_path: Path) -> None:
    page = tmp_path / "ARCHITECTURE.md"
    page.write_text("See `services/nowhere.py`, `nothing.py` and [a page](docs/gone.md).")
    assert len(list(lost([page], tmp_path))) == 3


def test_verbs_in_documents_exist() -> None:
    sound(unknown_verbs(documents(), MAKEFILE))


def test_an_unknown_verb_is_named(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text("Make sure to read on. `make coffee` and\n```sh\nmake tea\nmake run PORT=1\n```")
    assert len(list(unknown_verbs([page], MAKEFILE))) == 2


def test_every_floor_says_in_three_lines_what_it_is(tmp_path: Path) -> None:
    sound(long_readmes())
    assert "hub/README.md is missing" in "\n".join(long_readmes(tmp_path))


def test_every_decision_says_why_and_what_enforces_it(tmp_path: Path) -> None:
    assert len(DECISIONS) >= 10
    sound(idle_decisions(DECISIONS))
    idle = tmp_path / "0099-idle.md"
    idle.write_text("# We like it\n" * 61)
    assert len(list(idle_decisions([idle]))) == 2


def test_make_alone_lists_the_verbs_with_a_sentence_each() -> None:
    told = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    wanted = {"run", "desktop", "hub", "gallery", "test", "check", "bench", "new", "thread", "setup"}
    assert wanted <= verbs(MAKEFILE)
    listed = {line.split()[1]: line.split(maxsplit=2)[2] for line in told.splitlines() if line.startswith("  make ")}
    assert verbs(MAKEFILE) == set(listed)
    assert all(len(sentence) > 20 for sentence in listed.values())


def test_port_and_data_reach_the_app(tmp_path: Path) -> None:
    asked = ["make", "--dry-run", "run", "PORT=9123", f"DATA={tmp_path}"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert f'-m app.run --port 9123 --data "{tmp_path}"' in told
    assert f'"{tmp_path}/client"' in told


def test_continuous_integration_runs_the_readmes_command() -> None:
    command = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1]
    assert " check " in f"{command} "
    assert "\nmake check " in (ROOT / "README.md").read_text("utf-8")
