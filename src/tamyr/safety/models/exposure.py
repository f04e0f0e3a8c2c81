from django.db import models
from django.utils.translation import gettext_lazy as _


class ExposureLevel(models.TextChoices):
    """Who may see that something exists."""

    PUBLIC = "public", _("public: anybody")
    NETWORK = "network", _("network: people of member organisations")
    CIRCLE = "circle", _("circle: those who work together in a circle")
    SEALED = "sealed", _("sealed: only the member’s own people")


# The order in which the levels are declared is a rule: whoever may only hide may go down this list.
MOST_VISIBLE_FIRST = [level.value for level in ExposureLevel]


def most_hidden(*levels: str) -> str:
    return max(levels, key=MOST_VISIBLE_FIRST.index)


def shows_more(level: str, *, than: str) -> bool:
    return MOST_VISIBLE_FIRST.index(level) < MOST_VISIBLE_FIRST.index(than)
