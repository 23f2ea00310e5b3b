"""Owns what screens may ask about articles, and how one sounds read aloud; it must not draw or fetch."""

from __future__ import annotations

from contract.articles import Article
from services.language import Language
from services.local import Page, PublicStore


class Articles:
    """Questions to the device's store; works with and without a network."""

    def __init__(self, public: PublicStore) -> None:
        self._public = public

    async def list(
        self, *, facets: tuple[str, ...] = (), place: str = "", limit: int = 50, offset: int = 0
    ) -> Page[Article]:
        """A page in order; an article belongs to no place."""
        return await self._public.page(Article.kind, facets=facets, limit=limit, offset=offset)

    async def get(self, id_: str) -> Article | None:
        """One, or None."""
        record: Article | None = await self._public.get(Article.kind, id_)
        return record


def aloud(article: Article, say: Language) -> str:
    """The article as it is read aloud: no split marks, no list marks, a full stop after every heading."""
    lines = [f"{say.text(article.name)}.", say.text(article.summary)]
    for part in article.sections:
        lines.append(f"{say.text(part.heading)}.")
        lines += [line.removeprefix("- ") for line in say.text(part.text).split("\n")]
    return "\n".join(line.replace("·", "").replace("?.", "?") for line in lines)
