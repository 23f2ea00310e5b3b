"""The seed of Mach mit: six projects, each with phases and an honest answer to "Was wurde daraus?"."""

from __future__ import annotations

from contract.participation import Project
from tests.seeds import hard_texts, records, slugs, unsourced


def projects() -> list[Project]:
    return [record for record in records("projects") if isinstance(record, Project)]


def test_six_projects_are_there_and_five_have_a_source() -> None:
    assert len(projects()) == 6
    assert sum(not project.provenance.sample for project in projects()) == 5


def test_every_project_tells_what_came_of_it() -> None:
    assert [p.name.de for p in projects() if len(p.outcome.de) < 60] == []


def test_what_no_source_tells_is_admitted_and_not_made_up() -> None:
    backed = [project for project in projects() if not project.provenance.sample]
    assert [p.name.de for p in backed if "Dazu fanden wir keine Angabe." not in p.outcome.de] == []
    assert [p.name.de for p in backed if "Dazu haben wir nichts gefunden." not in p.outcome.simple] == []


def test_the_hubbel_tells_its_postcards_and_visits() -> None:
    hubbel = next(project for project in projects() if project.name.de.startswith("Hubbel"))
    assert "260 Postkarten" in hubbel.outcome.de
    assert "2.067 Besuche" in hubbel.outcome.de
    assert hubbel.place() == "frauenland"


def test_phases_run_forward() -> None:
    for project in projects():
        assert [ph for ph in project.phases if ph.begins and ph.ends and ph.ends < ph.begins] == []
        begins = [phase.begins for phase in project.phases if phase.begins]
        assert begins == sorted(begins)


def test_an_open_project_can_be_joined_without_the_internet() -> None:
    running = [project for project in projects() if project.status == "open"]
    assert running
    for project in running:
        assert any("Postkarte" in way.de for way in project.ways)


def test_projects_name_known_places() -> None:
    assert [project.where for project in projects() if project.where not in slugs()] == []


def test_projects_are_put_into_simple_language() -> None:
    assert hard_texts("projects") == []


def test_projects_say_where_they_come_from() -> None:
    assert unsourced("projects") == []
