from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from climate_pathways.wording import say_number

register = template.Library()


@register.filter
def drawing(svg: str) -> SafeString:
    """Put one of our own drawings into a page; its texts were escaped when it was drawn."""
    return mark_safe(svg)  # noqa: S308


@register.filter
def number(value: float, digits: int = 0) -> str:
    """Write a number as the page's language does."""
    return say_number(get_language() or "en", value, digits)
