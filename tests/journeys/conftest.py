"""Owns what journeys start with: one browser, one hub, one app for all, and more of each on request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.chromium import chromium
from tests.journeys.person import Person
from tests.journeys.processes import Process, app_process, hub_process, offers_at

StartApp = Callable[..., Process]
Meet = Callable[..., Person]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="package")
def client_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all apps of these tests keep the browser's files compressed; it takes long, so it is done once."""
    return tmp_path_factory.mktemp("client")


@pytest.fixture(scope="package")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A hub with the real content that never fails."""
    process = hub_process(tmp_path_factory.mktemp("hub"))
    process.start()
    yield process
    process.stop()


@pytest.fixture(scope="package")
def offers(hub: Process) -> str:
    """The line under the search field once all offers of the hub are here."""
    return f"{offers_at(hub)} Angebote"


@pytest.fixture(scope="package")
def app(tmp_path_factory: pytest.TempPathFactory, hub: Process, client_files: Path) -> Iterator[Process]:
    """The app on that hub, for journeys that change nothing for the next one."""
    process = app_process(tmp_path_factory.mktemp("app"), hub.url, client_files)
    process.start()
    yield process
    process.stop()


@pytest.fixture
def start_app(tmp_path: Path, client_files: Path) -> Iterator[StartApp]:
    """`start_app(hub_url)` starts an app with an empty data folder of its own; it ends with the journey."""
    started: list[Process] = []

    def start(hub_url: str) -> Process:
        folder = tmp_path / f"app{len(started)}"
        folder.mkdir()
        started.append(app_process(folder, hub_url, client_files))
        started[-1].start()
        return started[-1]

    yield start
    for process in started:
        process.stop()


@pytest.fixture
def start_hub(tmp_path: Path) -> Iterator[Callable[[], Process]]:
    """`start_hub()` starts a hub for one journey alone, which may stop it."""
    started: list[Process] = []

    def start() -> Process:
        started.append(hub_process(tmp_path))
        started[-1].start()
        return started[-1]

    yield start
    for process in started:
        process.stop()


@pytest.fixture
def meet(browser: Browser, start_app: StartApp) -> Iterator[Meet]:
    """`meet(app, width=390)` is a person with a fresh browser. Whatever they do, no request may leave the machine."""
    people: list[Person] = []

    def arrive(home: Process, *, width: int = 390, height: int = 800, **wishes: Any) -> Person:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="de-DE", **wishes)
        context.set_default_timeout(60_000)
        people.append(Person(context, home.url))
        return people[-1]

    yield arrive
    foreign = [address for person in people for address in person.recorder.foreign()]
    for person in people:
        person.context.close()
    assert foreign == [], "the browser asked a foreign host"
