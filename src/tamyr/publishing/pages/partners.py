"""What pages show of the network room."""

from typing import Any

from tamyr.network.models import Visitor
from tamyr.network.queries.partners import partner_list, told
from tamyr.network.rules import may_keep_the_register


def partners_shown(visitor: Visitor) -> dict[str, Any]:
    """Return the partners of today and of before whose existence this visitor may know."""
    partners = partner_list(visitor)
    return {
        "present": [told(partner) for partner in partners.present],
        "former": [told(partner) for partner in partners.former],
        "may_keep": may_keep_the_register.test(visitor),
    }
