"""How the network's pages show moments and languages."""

from datetime import datetime

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.accounts.queries import moment_by

register = template.Library()


@register.simple_tag(takes_context=True)
def moment(context: Context, at: datetime | None) -> SafeString | str:
    """Show a moment in the reader's own time zone, and name the zone."""
    if not at:
        return ""
    zone = getattr(getattr(context.get("request"), "user", None), "time_zone", "") or "UTC"
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), moment_by(zone, at))


@register.filter
def left_until(at: datetime, now: datetime) -> str:
    """Say how long it is until a moment, in whole days or hours."""
    seconds = (at - now).total_seconds()
    if seconds <= 0:
        return _("over")
    hours = int(seconds // 3600)
    if hours < 48:
        # A part of an hour is told as one: "0 hours left" would read as over.
        return ngettext("%(count)s hour left", "%(count)s hours left", max(hours, 1)) % {
            "count": max(hours, 1)
        }
    days = hours // 24
    return ngettext("%(count)s day left", "%(count)s days left", days) % {"count": days}
