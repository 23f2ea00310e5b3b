"""Owns the catalogue of simple language: collects msgids, compiles, checks; it must not translate.

    python -m tests.house.catalogue extract|compile|check

A msgid is the first text of `say("…")`, and both texts of `say.count("…", "…", n)`, anywhere in services, views, app.
"""

from __future__ import annotations

import ast
import string
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).parent.parent.parent
SOURCES = ("services", "views", "app")
CATALOGUE = ROOT / "locales" / "de@simple" / "LC_MESSAGES" / "wueapp.po"
HEADER = {
    "Project-Id-Version": "WueApp",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "de@simple",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
#: (msgid, msgid of the plural or "")
Message = tuple[str, str]


def messages(source: str) -> Iterator[Message]:
    """The messages in a Python source. A text put together while running cannot be translated and is not one."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if isinstance(called, ast.Name) and called.id == "say" and texts:
            yield texts[0], ""
        if isinstance(called, ast.Attribute) and ast.unparse(called) == "say.count" and len(texts) >= 2:
            yield texts[0], texts[1]


def wanted(root: Path = ROOT) -> dict[Message, str]:
    """Every message with the file it is first used in."""
    found: dict[Message, str] = {}
    for folder in SOURCES:
        for file in sorted((root / folder).rglob("*.py")):
            for message in messages(file.read_text("utf-8")):
                found.setdefault(message, file.relative_to(root).as_posix())
    return found


def extract(catalogue: Path = CATALOGUE, root: Path = ROOT) -> int:
    """Adds new messages without a translation and takes out unused ones; returns how many are untranslated."""
    old = _read(catalogue)
    known = {(entry.msgid, entry.msgid_plural or ""): entry for entry in old}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = HEADER
    for (msgid, plural), place in sorted(wanted(root).items(), key=lambda item: (item[1], item[0])):
        entry = known.get((msgid, plural)) or _empty(msgid, plural)
        entry.occurrences = [(place, "")]
        fresh.append(entry)
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(catalogue))
    return len(fresh.untranslated_entries())


def compile_(catalogue: Path = CATALOGUE) -> None:
    """Writes the .mo beside the .po."""
    _read(catalogue).save_as_mofile(str(catalogue.with_suffix(".mo")))


def faults(catalogue: Path = CATALOGUE, root: Path = ROOT) -> list[str]:
    """What is wrong, each with the way out; empty: nothing."""
    po = _read(catalogue)
    here = {(entry.msgid, entry.msgid_plural or ""): entry for entry in po if not entry.obsolete}
    needed = wanted(root)
    told = [
        f"{place}: „{message[0]}“ is not in the catalogue: run `python -m tests.house.catalogue extract`, translate"
        for message, place in needed.items()
        if message not in here
    ]
    for message, entry in here.items():
        told += [f"{catalogue.name}: „{message[0]}“ {fault}" for fault in _faults_of(entry, message in needed)]
    mo = catalogue.with_suffix(".mo")
    if not told and (not mo.exists() or mo.read_bytes() != po.to_binary()):
        told.append(f"{mo.name} is older than {catalogue.name}: run `python -m tests.house.catalogue compile`")
    return told


def _faults_of(entry: polib.POEntry, used: bool) -> Iterator[str]:
    forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not used:
        yield "is used nowhere: run `extract`"
    if not all(forms):
        yield "has no simple form: translate it"
    if entry.fuzzy:
        yield "is fuzzy: read it again and take the flag off"
    for form in filter(None, forms):
        if not _names(form) <= _names(entry.msgid) | _names(entry.msgid_plural or ""):
            yield f"has other {{names}} in its simple form „{form}“"


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _empty(msgid: str, plural: str) -> polib.POEntry:
    if plural:
        return polib.POEntry(msgid=msgid, msgid_plural=plural, msgstr_plural={0: "", 1: ""})
    return polib.POEntry(msgid=msgid)


def _read(catalogue: Path) -> polib.POFile:
    return polib.pofile(str(catalogue), wrapwidth=110) if catalogue.exists() else polib.POFile(wrapwidth=110)


def main(verb: str) -> int:
    if verb == "extract":
        print(f"{extract()} messages still need a simple form in {CATALOGUE.relative_to(ROOT)}")
    elif verb == "compile":
        compile_()
    elif verb == "check":
        told = faults()
        print("\n".join(told) or "every message has its simple form")
        return 1 if told else 0
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
