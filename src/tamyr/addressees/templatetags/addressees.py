"""The mark that a button carries of the row beside it."""

from django import template

from tamyr.addressees.queries.rows import Row
from tamyr.addressees.queries.rows import mark_of as mark_in

register = template.Library()


@register.filter
def mark_of(row: Row, subject: str) -> str:
    return mark_in(subject, row)
