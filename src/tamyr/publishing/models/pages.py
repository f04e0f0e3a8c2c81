from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.blocks import StreamBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from tamyr.network.models import Country, Theme
from tamyr.network.models.countries import of_today
from tamyr.publishing.models.blocks import FEATURES, AskBlock, Body
from tamyr.publishing.models.second_reading import ReadTwice
from tamyr.safety.models import ExposureLevel

LEVELS = [
    (ExposureLevel.PUBLIC, ExposureLevel.PUBLIC.label),
    (ExposureLevel.NETWORK, ExposureLevel.NETWORK.label),
]
WORDS = [FieldPanel("slug"), FieldPanel("search_description")]
BODY, ASKS = FieldPanel("body", heading=_("Text")), FieldPanel("asks", heading=_("What we ask"))


class HomePage(ReadTwice):
    """The first page: the region's map, the latest, and what the network asks."""

    lead = models.TextField(_("who we are, in a sentence"), blank=True)
    asks = StreamField(StreamBlock([("ask", AskBlock())], required=False), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead"), ASKS]
    promote_panels = WORDS
    # Nowhere: an editor cannot make a second first page.
    parent_page_types: ClassVar[list[str]] = []
    template = "publishing/home.html"

    class Meta:
        verbose_name = _("first page")


class AboutPage(ReadTwice):
    """Mission and history in the editors' words; values and directions come from the vocabularies."""

    lead = models.TextField(_("mission"), blank=True)
    body = StreamField(Body(), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead"), BODY]
    promote_panels = WORDS
    parent_page_types: ClassVar = ["publishing.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "publishing/about.html"

    class Meta:
        verbose_name = _("about page")


class ListPage(ReadTwice):
    """A list that can be narrowed by country and theme."""

    lead = models.TextField(_("what is listed here, in a sentence"), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead")]
    promote_panels = WORDS
    parent_page_types: ClassVar = ["publishing.HomePage"]

    class Meta:
        abstract = True


class NewsPage(ListPage):
    subpage_types: ClassVar = ["publishing.ArticlePage"]
    template = "publishing/list.html"

    class Meta:
        verbose_name = _("news")


class GuidesPage(ListPage):
    subpage_types: ClassVar = ["publishing.GuidePage"]
    template = "publishing/list.html"

    class Meta:
        verbose_name = _("guides")


class Story(ReadTwice):
    """What an article and a guide have in common."""

    exposure = models.CharField(
        _("who may read it"), max_length=7, choices=LEVELS, default=ExposureLevel.PUBLIC
    )
    on = models.DateField(_("date"))
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=of_today,
    )
    lead = models.TextField(_("the main thing, in a sentence or two"))
    body = StreamField(Body(), blank=True)

    content_panels: ClassVar = [
        *Page.content_panels,
        # That of the original holds: its translations are brought in step when one goes live
        # (``services.audit``).
        FieldPanel("exposure"),
        FieldPanel("on"),
        FieldPanel("country"),
        InlinePanel("themes", label=_("theme")),
        FieldPanel("lead"),
        BODY,
    ]
    promote_panels = WORDS
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]
    subpage_types: ClassVar[list[str]] = []
    # Its kinds alone are written: a bare story would stand in no list.
    is_creatable = False

    class Meta:
        constraints = (
            # Wagtail keeps every draft in clear, so that nothing below
            # the network's own level is written here.
            models.CheckConstraint(
                condition=models.Q(exposure__in=[ExposureLevel.PUBLIC, ExposureLevel.NETWORK]),
                name="story_is_public_or_the_networks",
            ),
        )


class StoryTheme(Orderable):
    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="themes")
    theme = models.CharField(_("theme"), max_length=40, choices=Theme.choices)

    panels: ClassVar = [FieldPanel("theme")]

    class Meta(Orderable.Meta):
        constraints = (models.UniqueConstraint(fields=("story", "theme"), name="theme_once_per_story"),)


class ArticlePage(Story):
    parent_page_types: ClassVar = ["publishing.NewsPage"]
    template = "publishing/story.html"

    class Meta:
        verbose_name = _("article")


class GuidePage(Story):
    parent_page_types: ClassVar = ["publishing.GuidesPage"]
    template = "publishing/story.html"

    class Meta:
        verbose_name = _("guide")


class PartnersPage(ReadTwice):
    lead = models.TextField(_("who works with us, in a sentence"), blank=True)
    body = StreamField(Body(), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead"), BODY]
    promote_panels = WORDS
    parent_page_types: ClassVar = ["publishing.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "publishing/partners.html"

    class Meta:
        verbose_name = _("partners page")


class ContactPage(ReadTwice):
    lead = models.TextField(_("how to reach us, in a sentence"), blank=True)
    body = RichTextField(_("addresses and hours"), features=FEATURES, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    promote_panels = WORDS
    parent_page_types: ClassVar = ["publishing.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "publishing/contact.html"

    class Meta:
        verbose_name = _("contact page")
