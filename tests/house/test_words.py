"""Nothing is left unsaid, and nothing said that belongs to one machine; each rule is shown to fail."""

from __future__ import annotations

from pathlib import Path

from tests.house.catalogue import CATALOGUE, faults
from tests.house.tree import sound
from tests.house.words import speechless, traces, tracked

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Guten Tag"
msgstr ""

#, fuzzy
msgid "Auf Wiedersehen"
msgstr "Bis bald"
"""


def test_every_text_has_its_simple_form() -> None:
    assert CATALOGUE.exists()
    sound(faults())


def test_a_missing_a_fuzzy_and_a_forgotten_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "services").mkdir()
    (tmp_path / "services" / "greeting.py").write_text('say("Guten Tag")\nsay("Auf Wiedersehen")\nsay("Danke")\n')
    catalogue = tmp_path / "wueapp.po"
    catalogue.write_text(PO, "utf-8")
    told = "\n".join(faults(catalogue, tmp_path))
    assert "„Guten Tag“ has no simple form: translate it" in told
    assert "„Auf Wiedersehen“ is fuzzy" in told
    assert "services/greeting.py: „Danke“ is not in the catalogue" in told


def test_every_problem_has_a_sentence_and_a_next_step_in_both_languages() -> None:
    sound(speechless())
    assert any("services/sentences.py" in line for line in speechless(["code-without-words"]))


def test_nothing_names_a_folder_of_one_machine_or_where_packages_come_from() -> None:
    sound(traces(tracked()))


def test_folders_of_a_machine_and_registries_are_found() -> None:
    folder, host = "/".join(("", "home", "anna", "wueapp")), ".".join(("pypi", "org"))
    bad = [("a.py", f"DATA = '{folder}'"), ("b.md", f"pip install -i https://{host}/simple")]
    assert len(list(traces(bad))) == 2
    assert list(traces([("c.json", '"url": "https://www.wuerzburg.de/home/rathaus"')])) == []
