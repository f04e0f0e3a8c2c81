"""What a body is made of. Words are marked up by meaning; nobody sets a colour or a size."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.shortcuts import get_rendition_or_not_found

from climate_pathways.charts.panels import CHARTS, title
from climate_pathways.core.countries import COUNTRIES
from tamyr.network.logic.country_names import countries_by_name
from tamyr.publishing.models.uploads import ON_A_PAGE
from tamyr.shared.languages import language

# No embeds, which would bring a foreign site’s frame to every reader, and no headings: these are blocks of
# their own, beside paragraphs.
FEATURES = ["bold", "italic", "ol", "ul", "link"]


def countries() -> list[tuple[str, str]]:
    return countries_by_name(COUNTRIES, language())


def charts() -> list[tuple[str, str]]:
    return [(name, title(name, language())) for name in CHARTS]


class PictureBlock(StructBlock):
    picture = ImageChooserBlock(label=_("picture"))
    words = TextBlock(
        label=_("in words"),
        help_text=_("What the picture shows, for those who do not see it."),
        max_length=400,
    )
    caption = CharBlock(label=_("caption"), required=False, max_length=200)

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        picture = value["picture"]
        # Where the file is gone, a broken picture stands here and not a page that fails.
        drawn = get_rendition_or_not_found(picture, ON_A_PAGE) if picture else None
        return {**super().get_context(value, parent_context=parent_context), "drawn": drawn}

    class Meta:
        icon = "image"
        label = _("picture")
        template = "publishing/blocks/picture.html"


class QuoteBlock(StructBlock):
    words = TextBlock(label=_("words"))
    speaker = CharBlock(label=_("who said it"), required=False, max_length=150)

    class Meta:
        icon = "openquote"
        label = _("quote")
        template = "publishing/blocks/quote.html"


class ChartBlock(StructBlock):
    # The functions and not their answers: each reader has a language, and a chart more would ask for a migration.
    country = ChoiceBlock(choices=countries, label=_("country"))
    chart = ChoiceBlock(choices=charts, label=_("chart"))

    class Meta:
        icon = "table"
        label = _("chart of a country")
        template = "publishing/blocks/chart.html"


class DownloadBlock(StructBlock):
    document = DocumentChooserBlock(label=_("document"))
    words = CharBlock(label=_("what it is"), max_length=150)

    class Meta:
        icon = "download"
        label = _("download")
        template = "publishing/blocks/download.html"


class AskBlock(StructBlock):
    heading = CharBlock(label=_("in a few words"), max_length=120)
    text = TextBlock(label=_("in a sentence or two"))

    class Meta:
        icon = "pick"
        label = _("what we ask")


class Body(StreamBlock):
    heading = CharBlock(
        label=_("heading"), icon="title", max_length=150, template="publishing/blocks/heading.html"
    )
    paragraph = RichTextBlock(label=_("paragraph"), features=FEATURES)
    picture = PictureBlock()
    quote = QuoteBlock()
    chart = ChartBlock()
    download = DownloadBlock()

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **{"required": False, **how})
