"""Articles: read by topic, read aloud where the device has a voice, and never a dead button where it has none."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import anyio
import pytest

from app.voice import ProgramVoice, voice
from contract.text import LANGUAGES, LanguageTag
from services.clock import Clock
from services.help.articles import Articles, aloud
from services.language import Language
from services.local import PublicStore
from tests.trees import buttons, flaws, press, texts
from views.bare import stay
from views.help.articles.parts import all_articles, articles_on
from views.help.articles.samples import DANGER, LONGEST, SLEEP, samples
from views.help.articles.screen import article_screen, articles_screen
from views.help.articles.store import ArticleStore, ShelfStore
from views.listing import ListStore

SAY = Language("de")


async def filled(public: PublicStore) -> PublicStore:
    await public.bundle("articles", [each.model_dump_json(by_alias=True).encode() for each in (SLEEP, DANGER)])
    return public


def speaker(folder: Path, script: str) -> tuple[str, ...]:
    """A program that does with words what the script says."""
    program = folder / "speak"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return (str(program),)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_sample_is_sound_in_both_languages(tag: LanguageTag) -> None:
    drawn = samples(Language(tag))
    assert {"full", "empty", "busy", "failed", "stale", "longest", "article-danger"} <= drawn.keys()
    assert {name: flaws(screen) for name, screen in drawn.items() if flaws(screen)} == {}


@pytest.mark.anyio
async def test_one_reads_an_article_and_goes_on_to_offers_of_its_topics(public: PublicStore, clock: Clock) -> None:
    went: list[str] = []
    asked: list[str] = []
    shelf = ListStore(Articles(await filled(public)).list, clock, went.append, "/artikel")
    await shelf.refresh()
    assert "2 Artikel" in texts(articles_screen(shelf.state, shelf, SAY))
    await press(articles_screen(shelf.state, shelf, SAY), "Besser schlafen")
    assert went == [f"/artikel/{SLEEP.id}"]
    act = ArticleStore(Articles(public).get, clock, went.append, asked.append)
    await act.show(SLEEP.id)
    page = article_screen(act.state, act, SAY)
    assert "Dieser Text ersetzt keine Beratung und keine Behandlung." in texts(page)
    await press(page, "Hilfe: Gesundheit")
    assert asked == ["gesundheit"]


@pytest.mark.anyio
async def test_an_article_about_danger_begins_with_somebody_to_call(public: PublicStore, clock: Clock) -> None:
    went: list[str] = []
    act = ArticleStore(Articles(await filled(public)).get, clock, went.append, stay)
    await act.show(DANGER.id)
    page = article_screen(act.state, act, SAY)
    urls = [button.url for button in buttons(page).values() if button.url]
    assert urls == ["tel:08006553000", "tel:08001110111", "tel:112"]
    said = texts(page)
    assert said.index("0800 655 3000 anrufen") < said.index(DANGER.sections[0].heading.de)
    await press(page, "Alle Notfall-Nummern")
    assert went == ["/notfall"]
    await act.show(SLEEP.id)
    assert not any(button.url for button in buttons(article_screen(act.state, act, SAY)).values())


@pytest.mark.anyio
async def test_the_finder_shows_articles_on_the_chosen_topic_and_none_where_none_is_chosen(
    public: PublicStore, clock: Clock
) -> None:
    went: list[str] = []
    act = ShelfStore(Articles(await filled(public)).list, clock, went.append, "/artikel")

    def shown() -> list[str]:
        return texts(articles_on(act.state, act, SAY, 2))

    await act.about("")
    assert shown() == []
    await act.about("krise")
    assert shown() == ["Zum Lesen", "Wenn alles zu viel ist"]
    await press(articles_on(act.state, act, SAY, 2), "Wenn alles zu viel ist")
    await act.about("recht")
    assert shown() == []
    await press(all_articles(act, SAY), "Alle Artikel")
    assert went == [f"/artikel/{DANGER.id}", "/artikel"]


@pytest.mark.anyio
async def test_who_leaves_quickly_leaves_no_trace_of_what_was_read(public: PublicStore, clock: Clock) -> None:
    reading = Articles(await filled(public))
    act = ArticleStore(reading.get, clock, stay, stay)
    shelf = ShelfStore(reading.list, clock, stay, "/artikel")
    await act.show(SLEEP.id)
    shelf.put(open_id=SLEEP.id)
    act.forget()
    shelf.forget()
    assert SLEEP.id not in repr(act.state)
    assert shelf.state.open_id == ""


def test_read_aloud_there_are_no_marks_for_the_eye() -> None:
    for tag in LANGUAGES:
        said = aloud(LONGEST, Language(tag))
        assert "·" not in said
        assert "- " not in said
        assert all(line.endswith((".", "?", ":")) for line in said.split("\n")), said


@pytest.mark.anyio
async def test_where_no_voice_is_the_app_says_so_and_how_the_device_reads(public: PublicStore, clock: Clock) -> None:
    act = ArticleStore(Articles(await filled(public)).get, clock, stay, stay)
    await act.show(SLEEP.id)
    assert "Vorlesen" not in buttons(article_screen(act.state, act, SAY))
    await press(article_screen(act.state, act, SAY), "So liest Ihr Gerät vor")
    said = texts(article_screen(act.state, act, SAY))
    assert any("keine Vorlese-Stimme" in line for line in said)
    assert any("iPhone" in line for line in said)
    await press(article_screen(act.state, act, SAY), "Hinweis schließen")
    assert not any("keine Vorlese-Stimme" in line for line in texts(article_screen(act.state, act, SAY)))


async def until(true: Callable[[], bool]) -> None:
    with anyio.fail_after(20):
        while not true():
            await anyio.lowlevel.checkpoint()


@pytest.mark.anyio
async def test_a_voice_hears_the_whole_article_and_not_its_command_line(
    public: PublicStore, clock: Clock, tmp_path: Path
) -> None:
    heard = tmp_path / "heard"
    lent = ProgramVoice((*speaker(tmp_path, f'cat > "{heard}"; echo "$@" > "{heard}.arguments"'), "-v", "de"))
    act = ArticleStore(Articles(await filled(public)).get, clock, stay, stay, lent)
    await act.show(SLEEP.id)
    await press(article_screen(act.state, act, SAY), "Vorlesen")
    assert read(heard) == aloud(SLEEP, SAY)
    assert read(Path(f"{heard}.arguments")) == "-v de\n"
    assert (act.state.reading, act.state.mute) == (False, False)


def read(file: Path) -> str:
    return file.read_text("utf-8")


@pytest.mark.anyio
async def test_one_silences_it_and_leaving_the_page_does_too(public: PublicStore, clock: Clock, tmp_path: Path) -> None:
    lent = ProgramVoice(speaker(tmp_path, "exec sleep 300"))
    act = ArticleStore(Articles(await filled(public)).get, clock, stay, stay, lent)
    await act.show(SLEEP.id)
    for silence in ("Nicht weiter vorlesen", ""):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(act.read, SLEEP, SAY)
            await until(lambda: lent.speaking)
            if silence:
                await press(article_screen(act.state, act, SAY), silence)
            else:
                act.fold()
        assert (act.state.reading, act.state.mute) == (False, False)


@pytest.mark.anyio
@pytest.mark.parametrize("script", ["exit 1", None])
async def test_a_voice_that_fails_is_told_and_the_button_stays(
    public: PublicStore, clock: Clock, tmp_path: Path, script: str | None
) -> None:
    command = speaker(tmp_path, script) if script else (str(tmp_path / "gone"),)
    act = ArticleStore(Articles(await filled(public)).get, clock, stay, stay, ProgramVoice(command))
    await act.show(SLEEP.id)
    await press(article_screen(act.state, act, SAY), "Vorlesen")
    page = article_screen(act.state, act, SAY)
    assert "Die Stimme dieses Geräts hat nicht funktioniert." in texts(page)
    assert "Vorlesen" in buttons(page)


def test_a_server_for_many_never_speaks_and_a_computer_of_ones_own_does_if_it_has_a_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert voice(shared=False) is None
    speaker(tmp_path, "cat > /dev/null")
    (tmp_path / "speak").rename(tmp_path / "espeak-ng")
    assert voice(shared=True) is None
    assert isinstance(voice(shared=False), ProgramVoice)
