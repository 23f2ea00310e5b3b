"""A hub that is closed while somebody asks it takes nothing along."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

#: In a process of its own: it would end with SIGSEGV, and pytest with it.
ASKED = """
import threading
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from hub.core.database import Database

SLOW = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) SELECT count(*) FROM n")

def ask(database, over, asked):
    while not over.is_set():
        try:
            with database.reading() as connection:
                connection.execute(SLOW)
        except SQLAlchemyError:
            pass
        asked.set()

for _ in range(60):
    database, over, asked = Database("sqlite://"), threading.Event(), threading.Event()
    threads = [threading.Thread(target=ask, args=(database, over, asked)) for _ in range(4)]
    for thread in threads:
        thread.start()
    asked.wait()
    database.close()
    over.set()
    for thread in threads:
        thread.join()
"""


def test_a_hub_in_memory_is_closed_under_nobody_who_asks() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", ASKED], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
