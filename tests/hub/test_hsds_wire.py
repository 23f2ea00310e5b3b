"""Another directory is asked page by page over a real wire, with patience and with bounds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hub.__main__ import main
from hub.asgi import HubApp, create_hub
from hub.hsds.sheets import Unreadable
from hub.hsds.wire import Directory
from hub.settings import HubSettings
from tests.hub.hsds import there, whole
from tests.hub.samples import offer
from tests.security.served import listening


class Crooked:
    """A directory (ASGI) that answers what it is told to, one after the other; the last for ever."""

    def __init__(self, *answers: tuple[int, bytes]) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.asked.append(f"{scope['path']}?{scope['query_string'].decode()}")
        status, body = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        await send({"type": "http.response.start", "status": status, "headers": [(b"location", b"/elsewhere")]})
        await send({"type": "http.response.body", "body": body})


@pytest.fixture
def full() -> Iterator[HubApp]:
    app = create_hub(HubSettings(seed=False))
    app.hub.write([*(whole(number) for number in range(120)), offer(1)])
    yield app
    app.hub.close()


def test_a_hub_takes_over_what_another_one_tells(
    full: HubApp, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path}/hub.db"
    with listening(full) as port:
        asked = ["import", "hsds", f"http://127.0.0.1:{port}/hsds/v3/", "--database-url", url]
        assert (main(asked), main(asked)) == (0, 0)
    first, again = capsys.readouterr().out.splitlines()
    assert first.endswith(": 121 neu, 0 geändert, 0 gleich")
    assert again.endswith(": 0 neu, 0 geändert, 121 gleich")
    hub = create_hub(HubSettings(url, seed=False))
    assert {id_: one for id_, one in there(hub).items() if id_ != offer(1).id} == {
        whole(number).id: whole(number) for number in range(120)
    }
    hub.hub.close()
    assert main(["import", "undo", first.partition(":")[0], "--database-url", url]) == 0
    assert main(["import", "undo", offer(1).id, "--database-url", url]) == 1
    assert main(["import", "csv", str(tmp_path / "none.csv"), "--database-url", url]) == 1
    hub = create_hub(HubSettings(url, seed=False))
    assert there(hub) == {}
    hub.hub.close()


def test_what_is_only_listed_is_asked_for_whole_and_a_bad_moment_is_waited_out() -> None:
    listed, of_it = {"id": "a/1", "name": "Wohnen"}, {"id": "a/1", "name": "Wohnen", "phones": [{"number": "1"}]}
    page = {"contents": [listed], "last_page": True}
    directory = Crooked((503, b""), (200, json.dumps(page).encode()), (200, json.dumps(of_it).encode()))
    waited: list[float] = []
    with listening(directory) as port:
        told = list(Directory(f"http://127.0.0.1:{port}", waited.append).services())
    assert (told, waited) == ([of_it], [1.0])
    assert directory.asked[0] == directory.asked[1] == "/services?page=1&per_page=100&full=true"
    assert directory.asked[2] == "/services/a/1?"


@pytest.mark.parametrize(
    ("status", "body", "times"),
    [
        (404, b"", 1), (302, b"", 1), (500, b"", 3), (200, b"<html>", 1), (200, b"[]", 1),
        (200, b'{"contents":[1]}', 1), (200, b" " * (16 * 1024 * 1024 + 1), 1),
    ],
)  # fmt: skip
def test_a_directory_that_answers_something_else_is_given_up(status: int, body: bytes, times: int) -> None:
    directory = Crooked((status, body))
    with listening(directory) as port, pytest.raises(Unreadable):
        list(Directory(f"http://127.0.0.1:{port}", lambda _: None).services())
    assert len(directory.asked) == times


def test_only_the_web_is_asked() -> None:
    for base in ("file:///etc/passwd", "ftp://x", "x"):
        with pytest.raises(Unreadable):
            Directory(base)
