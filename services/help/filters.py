"""Owns what a person narrows offers by, and what is left when something of it is dropped; it must not find offers."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

#: How far one may choose to go, in metres; 0 is as far as need be.
CIRCLES = (1000, 3000, 10_000)


@dataclass(frozen=True)
class Filters:
    """Empty, 0 and False narrow nothing. `channel`: phone, mail, chat, site; `barrier`: a need of `contract.help`.

    `within`: metres from where one is. It and `open_now` no store can sift by: they hang on the spot and the hour.
    """

    topic: str = ""
    audience: str = ""
    language: str = ""
    channel: str = ""
    barrier: str = ""
    free: bool = False
    open_now: bool = False
    within: int = 0

    def facets(self) -> tuple[str, ...]:
        """As the store sifts."""
        pairs = (
            ("topic", self.topic),
            ("for", self.audience),
            ("language", self.language),
            ("channel", self.channel),
            ("barrier", self.barrier),
        )
        free = ("cost:free",) if self.free else ()
        return (*(f"{name}:{value}" for name, value in pairs if value), *free)

    def chosen(self) -> tuple[str, ...]:
        """The names of those that are set."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name))

    def without(self, *names: str) -> Filters:
        """Those that are left when these are dropped."""
        return replace(self, **{name: getattr(ANYTHING, name) for name in names})


ANYTHING = Filters()
