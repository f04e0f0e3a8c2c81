"""Machines find whatever menu and foot lead to, in each language."""

import pytest

from tamyr.config.rooms import ROOMS
from tests.house.cast import Cast

# Whoever needs support shall leave no trace in a search.
NOT_FOR_SEARCH = {"support"}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_whatever_menu_and_foot_lead_to_is_in_the_sitemap(cast: Cast, language: str) -> None:
    sitemap = cast.client("visitor").get("/sitemap.xml").content.decode()
    doors = {door.opens for room in ROOMS for door in (*room.menu, *room.footer)}
    found = {door for door in doors if f"<loc>http://testserver/{language}/{door}/</loc>" in sitemap}
    assert doors - found == NOT_FOR_SEARCH
