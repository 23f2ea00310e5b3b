"""Owns the tree of controls as Flet's client holds it, and how a patch changes it; it must not know a session."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]
REPLACE, ADD, REMOVE, MOVE = range(4)


def walk(node: Any) -> Iterator[Node]:
    """Every control of a tree, from the top down."""
    if isinstance(node, dict):
        if "_c" in node:
            yield node
        for value in node.values():
            yield from walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from walk(value)


def words(node: Node) -> Iterator[str]:
    """The texts below a control, as they are read out."""
    for text in walk(node):
        if text["_c"] == "Text" and text.get("value"):
            yield str(text.get("semantics_label") or text["value"]).replace("\u200b", "")


def apply_patch(root: Any, patch: list[Any]) -> None:
    """Does to the tree what Flet's client does: `[[index, {key: […]}], [operation, …], …]`."""
    places: dict[int, list[Any]] = {}

    def learn(node: list[Any], path: list[Any]) -> None:
        places[node[0]] = path
        for key, below in (node[1] if len(node) > 1 and isinstance(node[1], dict) else {}).items():
            learn(below, [*path, key])

    def at(index: int) -> Any:
        found = root
        for step in places[index]:
            found = found[step]
        return found

    learn(patch[0], [])
    for operation, *rest in patch[1:]:
        if operation == REPLACE:
            at(rest[0])[rest[1]] = rest[2]
        elif operation == ADD:
            target = at(rest[0])
            target.insert(rest[1], rest[2]) if isinstance(target, list) else target.__setitem__(rest[1], rest[2])
        elif operation == REMOVE:
            at(rest[0]).pop(rest[1])
        elif operation == MOVE:
            at(rest[2]).insert(rest[3], at(rest[0]).pop(rest[1]))
