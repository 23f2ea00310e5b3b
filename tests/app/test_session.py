"""What one person's session takes and what it leaves behind."""

from __future__ import annotations

import pytest

from app.session import worn
from services.account.preferences import Settings


def test_the_addresses_of_the_gallery_bring_settings_of_their_own() -> None:
    settings = worn("/galerie/help_finder_full?language=de-simple&scale=2.0&contrast=true", Settings())
    assert (settings.language, settings.scale, settings.contrast) == ("de-simple", 2.0, True)


def test_every_other_address_leaves_the_settings_alone() -> None:
    assert worn("/hilfe?language=de-simple", Settings()) == Settings()


@pytest.mark.parametrize("query", ["scale=abc", "language=xx", "mode=pink", "bookmarks=x"])
def test_nonsense_in_an_address_of_the_gallery_changes_nothing(query: str) -> None:
    assert worn(f"/galerie/help_finder_full?{query}", Settings()) == Settings()
