"""What pages show of other rooms; also in an editor's preview, where no view has gathered it."""

from typing import Any

from django import template

from tamyr.network.models import Direction, Format, Theme, Value
from tamyr.publishing.pages import figures
from tamyr.publishing.pages.vocabularies import explained
from tamyr.shared.languages import language

register = template.Library()


@register.simple_tag
def region_map() -> dict[str, Any] | None:
    return figures.region_map(language())


@register.simple_tag
def country_chart(iso3: str, chart: str) -> dict[str, Any] | None:
    return figures.country_chart(iso3, chart, language())


@register.simple_tag
def vocabularies() -> dict[str, list[Any]]:
    return {
        "values": explained(Value),
        "directions": explained(Direction),
        "formats": explained(Format),
        "themes": [(value, str(label)) for value, label in Theme.choices],
    }
