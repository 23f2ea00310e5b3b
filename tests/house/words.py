"""Owns which problems have words, and what must never be written down in the repository; it must not say anything."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from contract.problems import Code
from contract.text import LANGUAGES
from services.language import Language
from tests.house.tree import ROOT

#: Folders of one machine, at the start of a path: they would fail on every other.
_MACHINE = re.compile(r"(?<![\w/.:%~-])/(?:work|root|opt|home|Users)/[\w.-]|[A-Z]:\\\\?Users\\")
#: Hosts packages come from: whoever sets the house up chooses their own.
_REGISTRY = re.compile(
    r"\b(?:(?:test\.|files\.)?py(?:pi|thonhosted)\.org|pypi\.flet\.dev|registry\.(?:npmjs|yarnpkg)\.(?:org|com)"
    r"|proxy\.golang\.org|(?:static\.|index\.)?crates\.io|deb\.debian\.org|snapshot\.debian\.org)\b"
)


def speechless(codes: Iterable[str] = tuple(Code)) -> Iterator[str]:
    """Problem codes without a sentence and a next step of their own in each language."""
    for tag in LANGUAGES:
        say = Language(tag)
        known: dict[tuple[str, str], str] = {}
        for code in codes:
            try:
                sentence, step = say.problem(Code(code))
            except (KeyError, ValueError):
                yield f"{code}: write what happened and what to do now in services/sentences.py"
                continue
            if not sentence.strip() or not step.strip():
                yield f"{code}: its sentence or next step is empty in {tag}: services/sentences.py"
            if (sentence, step) in known:
                yield f"{code}: says the same as {known[sentence, step]} in {tag}: say what is different"
            known[sentence, step] = code


def tracked(root: Path = ROOT) -> Iterator[tuple[str, str]]:
    """(name, text) of every text file under version control, new ones included."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(asked, cwd=root, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        body = (root / name).read_bytes() if (root / name).is_file() else b"\0"
        if b"\0" not in body:
            yield name, body.decode("utf-8", "replace")


def traces(files: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Lines that name a folder of one machine or a host that packages come from."""
    for name, text in files:
        for number, line in enumerate(text.splitlines(), 1):
            if found := _MACHINE.search(line):
                yield f"{name}:{number}: {found.group()}… is a place on one machine: begin at the file's own place"
            if found := _REGISTRY.search(line):
                yield f"{name}:{number}: {found.group()}: where packages come from is for each machine to say"
