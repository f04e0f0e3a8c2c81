from datetime import timedelta

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def how_often(every: timedelta) -> str:
    """Say a period in whole hours or minutes, whichever it has."""
    minutes = round(every.total_seconds() / 60)
    if minutes in (1, 60):
        return _("every hour") if minutes == 60 else _("every minute")
    if minutes % 60 == 0:
        return ngettext("every %(count)d hour", "every %(count)d hours", minutes // 60) % {
            "count": minutes // 60
        }
    return ngettext("every %(count)d minute", "every %(count)d minutes", minutes) % {"count": minutes}
