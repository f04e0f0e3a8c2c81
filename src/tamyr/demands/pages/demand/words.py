"""What a demand asks for in words: of whom, and which number."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from tamyr.demands.models import Demand
from tamyr.network.logic.country_names import country_name
from tamyr.shared.languages import language


def place_words(iso3: str) -> str:
    return country_name(iso3, language()) if iso3 else _("The region, or an international body")


def number_words(demand: Demand) -> str:
    """Say the number that a demand asks for, and of what."""
    if not demand.subject or demand.number_asked is None:
        return ""
    return said_number(demand.get_subject_display(), demand.target_year, number_format(demand.number_asked))


def said_number(subject: str, year: int | None, value: str) -> str:
    words = {"subject": subject, "year": year, "value": value}
    if year:
        return _("%(subject)s, %(year)s: %(value)s") % words
    return _("%(subject)s: %(value)s") % words
