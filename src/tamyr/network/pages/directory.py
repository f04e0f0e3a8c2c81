from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.network.logic.directory import DirectoryChoice
from tamyr.network.models import Visitor
from tamyr.network.pages.member import card
from tamyr.network.pages.member_map import member_map
from tamyr.network.queries.members import GUARDED_SHOWN, directory_page, guarded_members, listed_by_country
from tamyr.network.rules import is_in_network, may_keep_the_register


def directory_shown(visitor: Visitor, choice: DirectoryChoice, language: str) -> dict[str, Any]:
    """Return what the directory shows beside the fields by which it is searched."""
    listed, page = listed_by_country(visitor), directory_page(visitor, choice, language)
    # Opened one by one, and so asked for where they are shown alone: beside the first page.
    guarded = guarded_members(visitor, choice) if page.number == 1 else []
    return {
        "choice": choice,
        "page": page,
        "page_query": choice.query(),
        "cards": [card(member, language) for member in page.object_list],
        "guarded": [card(member, language) for member in guarded[:GUARDED_SHOWN]],
        "guarded_unshown": len(guarded[GUARDED_SHOWN:]),
        "text": {"name": "part", "label": _("Part of the name"), "value": choice.part},
        "reset": "" if choice.is_open else reverse("network:members"),
        "listed": listed,
        "map": member_map(listed, reverse("network:members"), language),
        "same_choice": f"?{choice.query()}" if choice.query() else "",
        "is_in_network": is_in_network(visitor),
        "may_keep": may_keep_the_register(visitor),
    }
