"""The nouns of consultations in words, the same on every page and in every file."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamyr.network.logic.country_names import country_name
from tamyr.shared.languages import language

STANDING_WORDS = {
    "announced": gettext_lazy("announced"),
    "open": gettext_lazy("open"),
    "closed": gettext_lazy("over"),
    "cancelled": gettext_lazy("called off"),
    "outcome": gettext_lazy("its outcome is published"),
}
STATE_WORDS = {
    "under_way": gettext_lazy("open or still to come"),
    "open": gettext_lazy("open now"),
    "closed": gettext_lazy("over"),
    "all": gettext_lazy("all"),
}
SUBJECT_WORDS = {
    "calls": gettext_lazy("Where drafts and calls are published, and for how long"),
    "who": gettext_lazy("Who may take part"),
    "foreigners": gettext_lazy("Foreigners and organisations from abroad"),
    "language": gettext_lazy("In which language"),
    "channel": gettext_lazy("By which road"),
    "assessment": gettext_lazy("Environmental assessments"),
    "ground": gettext_lazy("By which law"),
    "answer": gettext_lazy("Whether the body has to answer"),
    "warning": gettext_lazy("Before you take part"),
}


def place_words(iso3: str) -> str:
    return country_name(iso3, language()) if iso3 else _("No single country")
