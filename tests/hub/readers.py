"""Owns how tests read the plain pages: what is on them, what is wrong with their HTML; it must not judge content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta", "circle", "path", "rect", "line", "polyline", "polygon", "ellipse"}
#: Where a page may take something from.
SOURCES = ("src", "srcset", "data", "poster", "background", "style", "xlink:href")
LANDMARKS = ("header", "nav", "main", "footer")


class Read(HTMLParser):
    """A page, read whole: `texts` in order, `links`, `headings` as (level, text), `faults` of its HTML."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.links: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.tags: list[tuple[str, Mapping[str, str | None]]] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]
        ids = [of["id"] for _, of in self.tags if of.get("id")]
        self.faults += [f"id {each} twice" for each in {*ids} if ids.count(each) > 1]
        self.faults += list(self._forbidden())

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if len({name for name, _ in attrs}) < len(attrs):
            self.faults.append(f"<{tag}> says something twice")
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        if tag not in VOID:
            self._open.append(tag)
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append((int(tag[1]), ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1:]}")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self._open and self._open[-1] in ("h1", "h2", "h3", "h4", "a", "span") and self.headings:
            level, said = self.headings[-1]
            if f"h{level}" in self._open:
                self.headings[-1] = level, said + data

    def _forbidden(self) -> Iterator[str]:
        """Scripts, and whatever would be fetched from elsewhere or run."""
        for tag, of in self.tags:
            if tag in ("script", "iframe", "object", "embed", "base"):
                yield f"<{tag}>"
            yield from (f"<{tag} {name}>" for name in of if name.startswith("on") or name in SOURCES)
            href = of.get("href") or ""
            if tag != "a" and href and not href.startswith("/lesen/"):
                yield f"<{tag}> from {href}"
            if tag == "a" and not href.startswith(("/lesen", "#", "tel:", "mailto:", "https://", "http://")):
                yield f"a link to {href!r}"
