"""What the pages of accounts must know of the address they were opened by."""

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.utils.functional import Promise

from tamyr.shared.choices import origin_of

register = template.Library()


@register.simple_tag
def account_menu() -> tuple[tuple[str, str, Promise], ...]:
    """Return what stands on the pages of somebody's account: its name, its route, its words."""
    return settings.ACCOUNT_MENU


@register.simple_tag(takes_context=True)
def number_in_address(context: Context) -> str:
    """Return the IP address by which this page was opened; nothing where it was opened by a name."""
    try:
        return str(ip_address(_place(context["request"]).hostname or ""))
    except ValueError:
        return ""


@register.simple_tag(takes_context=True)
def address_by_name(context: Context) -> str:
    """Return this page's address by a name, as far as one is known."""
    request: HttpRequest = context["request"]
    if settings.SITE_URL:
        return f"{origin_of(request)}{request.get_full_path()}"
    place = _place(request)
    if not ip_address(place.hostname or "").is_loopback:
        return ""
    port = f":{place.port}" if place.port else ""
    return f"{request.scheme}://localhost{port}{request.get_full_path()}"


def _place(request: HttpRequest) -> SplitResult:
    return urlsplit(f"//{request.get_host()}")
