"""The nouns of letters to public bodies as codes; what they are called stands in ``pages/words``."""

LANGUAGES = ("en", "ru")
# Codes are as long as their column at most (12; of levels 13): a longer one SQLite would take, and PostgreSQL
# refuse.
# How something is known; ``verified`` says that a second person, or one with the law in hand, has looked.
STATUSES = ("verified", "seen", "second_hand", "disputed", "unverified")
LETTERS = ("information", "environment", "demand", "consultation")
WAYS = ("email", "signed_email", "portal", "form", "post", "hand", "hearing")
LEVELS = ("local", "regional", "national", "international")
BODIES = (
    "president",
    "government",
    "parliament",
    "ministry",
    "agency",
    "local",
    "ombudsman",
    "commission",
    "court",
    "secretariat",
    "committee",
    "bank",
    "presidency",
    "other",
)
# Who leads on climate by what the country’s NDC says, is one thing; who is its focal point at the UNFCCC, another.
OFFICES = ("head", "focal_point", "climate", "information", "contact", "other")
