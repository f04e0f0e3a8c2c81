"""What a demand is about, in words for whoever wrote something else of it meanwhile."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tamyr.demands.models import Demand
from tamyr.demands.pages.demand import number_words, place_words


def plan_words(demand: Demand) -> str:
    """Say what a demand is about, until when, and who reads it."""
    until = _("To be done until %(day)s") % {"day": date_format(demand.due_on)}
    # A circle by no name: whoever writes for the member may not sit in it.
    readers = demand.get_exposure_display()
    lines = (place_words(demand.iso3), demand.get_theme_display(), until, number_words(demand), readers)
    return "\n".join(line for line in lines if line)
