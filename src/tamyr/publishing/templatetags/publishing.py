"""What pages show of other rooms; also in an editor's preview, where no view has gathered it."""

from typing import Any

from django import template
from django.utils.translation import get_language

from tamyr.network.models import Direction, Format, Theme, Value
from tamyr.publishing.queries import figures

register = template.Library()


@register.simple_tag
def region_map() -> dict[str, Any] | None:
    return figures.region_map(get_language() or "en")


@register.simple_tag
def country_chart(iso3: str, chart: str) -> dict[str, Any] | None:
    return figures.country_chart(iso3, chart, get_language() or "en")


@register.simple_tag
def vocabularies() -> dict[str, list[str]]:
    return {
        "values": [str(label) for label in Value.labels],
        "directions": [str(label) for label in Direction.labels],
        "formats": [str(label) for label in Format.labels],
        "themes": [str(label) for label in Theme.labels],
    }
