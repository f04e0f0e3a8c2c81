"""The nouns of consultations in words, the same on every page and in every file."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamyr.accounts.logic.time_zones import zone_name
from tamyr.addressees.pages.words import WAY_WORDS, languages_words
from tamyr.consultations.models import Consultation
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


def facts_words(consultation: Consultation) -> str:
    """Say what is recorded of a consultation, for whoever corrected it otherwise meanwhile."""
    opens = consultation.opens_on
    lines = (
        consultation.institution.name_on(consultation.changed_at.date()),
        consultation.get_kind_display(),
        place_words(consultation.iso3),
        consultation.get_theme_display(),
        f"{_('First day')}: {date_format(opens)}" if opens else "",
        f"{WAY_WORDS[consultation.way]}: {consultation.address}",
        languages_words(consultation.language_codes),
        f"{_('Most characters it takes')}: {consultation.limit}" if consultation.limit else "",
        consultation.source_url,
        f"{_('Seen on')}: {date_format(consultation.source_seen_on)}",
        consultation.documents,
        consultation.get_exposure_display(),
        f"{_('By the clock of')}: {zone_name(consultation.zone, language())}",
    )
    return "\n".join(line for line in lines if line)
