from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import LANGUAGES, SOURCE_LANGUAGE
from climate_pathways.figures.snapshot import snapshot
from tamyr.evidence.services import load_figures


class Command(BaseCommand):
    help = "Assess every country from the shipped figures; the pages then show the result."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            edition, is_new = load_figures(snapshot=snapshot.region(), now=timezone.now())
        except PathwaysError as error:
            language = get_language() or SOURCE_LANGUAGE
            raise CommandError(
                error.in_language(language if language in LANGUAGES else SOURCE_LANGUAGE)
            ) from None
        if options["verbosity"]:
            said = (
                _("Figures of %(date)s loaded.") if is_new else _("Figures of %(date)s were loaded already.")
            )
            self.stdout.write(said % {"date": edition.figures_on})
