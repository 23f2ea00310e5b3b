"""Owns tables as text: signs, separators and quotes of whatever program wrote them; it must not know columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

#: Signs with which a table program begins a formula. Such a cell gets an apostrophe, which programs do not show.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: What one import may hold; rows of a few signs can have many cells, and each costs memory.
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 20_000, 200, 2_000_000


class Unreadable(ValueError):
    """What was sent cannot be read at all; the text says why, in German."""


def decoded(raw: bytes) -> str:
    """UTF-8 (with or without a mark at its beginning), else Windows-1252, as table programs write it in Germany."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def read(raw: bytes, most: int = MOST_ROWS, cells_left: int = MOST_CELLS) -> list[tuple[int, dict[str, str]]]:
    """Rows with their number as a table program shows it, by column names in small letters. Raises Unreadable."""
    text = decoded(raw)
    if "\0" in text:
        raise Unreadable("Die Datei ist keine Tabelle (CSV).")
    head = text.split("\n", 1)[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    rows: list[tuple[int, dict[str, str]]] = []
    names: list[str] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            if not names:
                names = [cell.strip().lower() for cell in cells]
                if len(names) > MOST_COLUMNS or not any(names):
                    raise Unreadable("Die erste Zeile muss die Namen der Spalten nennen.")
                continue
            if any(cell.strip() for cell in cells):
                rows.append((number, {name: plain(cell) for name, cell in zip(names, cells, strict=False) if name}))
            if len(rows) > most or len(rows) * len(names) > cells_left:
                raise Unreadable(f"Die Tabelle ist zu groß: höchstens {most} Zeilen, {MOST_CELLS} Zellen.")
    except csv.Error as error:
        raise Unreadable(f"Die Tabelle ist beschädigt: {error}") from None
    return rows


def written(names: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str = ",", mark: bool = False) -> bytes:
    """A table (RFC 4180) in UTF-8. `mark`: with the mark by which German table programs know it."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return made.getvalue().encode("utf-8-sig" if mark else "utf-8")


def harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def plain(cell: str) -> str:
    """A cell as it was before `harmless`."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
