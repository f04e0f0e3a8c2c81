"""What a demand is about, in words for whoever wrote something else of it meanwhile."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tamyr.demands.models import Demand
from tamyr.demands.pages.demand.words import number_words, place_words
from tamyr.network.models import Circle, Visitor


def plan_words(demand: Demand, visitor: Visitor) -> str:
    """Say to a person what a demand is about, until when, and who reads it."""
    until = _("To be done until %(day)s") % {"day": date_format(demand.due_on)}
    readers = demand.get_exposure_display()
    lines = (place_words(demand.iso3), demand.get_theme_display(), until, number_words(demand), readers)
    return "\n".join(line for line in (*lines, _circle_words(demand.circle, visitor)) if line)


def _circle_words(circle: Circle | None, visitor: Visitor) -> str:
    if circle is None:
        return ""
    # By no name to whoever writes for the member and does not sit in it.
    name = circle.name if circle.pk in visitor.circles else _("one in which you do not sit")
    return f"{_('Circle')}: {name}"
