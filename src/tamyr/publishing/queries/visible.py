"""What a visitor may see of the pages. Everything that shows one starts here."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Page, ReferenceIndex

from tamyr.network.models import Visitor
from tamyr.publishing.models import (
    ON_A_PAGE,
    AboutPage,
    ContactPage,
    File,
    GuidesPage,
    HomePage,
    NewsPage,
    PartnersPage,
    Picture,
    Rendition,
    Story,
)
from tamyr.safety.models import ExposureLevel

# Pages without a level of their own are for everybody. A type that is not listed is for nobody.
FOR_EVERYBODY = (HomePage, AboutPage, NewsPage, GuidesPage, PartnersPage, ContactPage)


def stories_visible_to(visitor: Visitor) -> QuerySet[Story]:
    """Return articles and guides. Public: anybody. Network: people of the network."""
    levels = [ExposureLevel.PUBLIC, *([ExposureLevel.NETWORK] if visitor.is_in_network else [])]
    return Story.objects.filter(_live(visitor), exposure__in=levels)


def pages_visible_to(visitor: Visitor) -> QuerySet[Page]:
    types = [kind.pk for kind in ContentType.objects.get_for_models(*FOR_EVERYBODY).values()]
    stories = stories_visible_to(visitor).values("pk")
    return Page.objects.filter(_live(visitor)).filter(Q(content_type__in=types) | Q(pk__in=stories))


def _live(visitor: Visitor) -> Q:
    # A page that has expired stays live until a command takes it away: the clock decides here.
    return Q(live=True) & (Q(expire_at__isnull=True) | Q(expire_at__gt=visitor.at))


def renditions_visible_to(visitor: Visitor) -> QuerySet[Rendition]:
    """Return the size that pages show, of pictures on a page this visitor may see; editors see all."""
    if visitor.is_editor:
        return Rendition.objects.all()
    return Rendition.objects.filter(image__in=_used(visitor, Picture), filter_spec=ON_A_PAGE)


def files_visible_to(visitor: Visitor) -> QuerySet[File]:
    if visitor.is_editor:
        return File.objects.all()
    return File.objects.filter(pk__in=_used(visitor, File))


def is_shown(thing: Picture | File) -> bool:
    """Say whether a public page uses a picture or a document."""
    uses = _uses(type(thing)).filter(to_object_id=str(thing.pk)).values_list("object_id", flat=True)
    return Page.objects.filter(live=True, pk__in=[int(pk) for pk in uses]).exists()


def _used(visitor: Visitor, model: type[Picture] | type[File]) -> list[int]:
    """Return the keys of what visible pages use; the index of references holds them as texts."""
    pages = [str(pk) for pk in pages_visible_to(visitor).values_list("pk", flat=True)]
    used = _uses(model).filter(object_id__in=pages)
    return [int(pk) for pk in used.values_list("to_object_id", flat=True)]


def _uses(model: type[Picture] | type[File]) -> QuerySet[ReferenceIndex]:
    kinds = ContentType.objects.get_for_models(model, Page)
    return ReferenceIndex.objects.filter(to_content_type=kinds[model], base_content_type=kinds[Page])
