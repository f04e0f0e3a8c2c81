from tamyr.network.queries.members import members_visible_to
from tamyr.network.queries.people import circles_visible_to, people_visible_to
from tamyr.network.queries.visitors import visitor_of, visitor_on

__all__ = [
    "circles_visible_to",
    "members_visible_to",
    "people_visible_to",
    "visitor_of",
    "visitor_on",
]
