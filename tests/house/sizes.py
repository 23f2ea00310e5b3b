"""Owns how long files and functions may be and how things may not be called; it must not know what they do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from tests.house.tree import Source

FILE_LINES = 250
FUNCTION_LINES = 40
#: Words that say nothing about a thing, as part of a class name or as the name of a file or folder.
EMPTY_WORDS = ("Manager", "Helper", "Util", "Utils", "Base", "Impl", "DTO")
_WORD = re.compile(r"DTO|[A-Z][a-z0-9]*|[a-z0-9]+")


def long_files(files: Iterable[Source]) -> Iterator[str]:
    """Files over the limit."""
    for file in files:
        lines = len(file.text.splitlines())
        if lines > FILE_LINES:
            yield f"{file.name}: {lines} lines, {FILE_LINES} at most: split it by noun"


def long_functions(files: Iterable[Source]) -> Iterator[str]:
    """Functions over the limit, from `def` to their last line."""
    for file in files:
        for node in ast.walk(file.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    yield (
                        f"{file.name}:{node.lineno}: {node.name} has {lines} lines, {FUNCTION_LINES} at most: "
                        "give its steps names"
                    )


def empty_names(files: Iterable[Source]) -> Iterator[str]:
    """Files, folders and classes whose name says nothing."""
    refused = {word.lower() for word in EMPTY_WORDS}
    for file in files:
        for part in file.name.removesuffix(".py").split("/"):
            if refused & set(part.lower().split("_")):
                yield f"{file.name}: „{part}“ says nothing: name it after the noun it owns"
        for node in ast.walk(file.tree):
            if isinstance(node, ast.ClassDef) and set(_WORD.findall(node.name)) & set(EMPTY_WORDS):
                yield f"{file.name}:{node.lineno}: {node.name} says nothing: name it after the noun it is"


def silent_modules(files: Iterable[Source]) -> Iterator[str]:
    """Modules that do not say what they own and what they must not do."""
    for file in files:
        told = ast.get_docstring(file.tree) or ""
        if file.text.strip() and not told:
            yield f"{file.name}: begin with what it owns and what it must not do, a sentence each"
