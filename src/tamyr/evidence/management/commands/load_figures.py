from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import get_language

from climate_pathways import snapshot
from climate_pathways.errors import PathwaysError
from climate_pathways.wording import LANGUAGES, SOURCE_LANGUAGE
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
        state = "loaded" if is_new else "already loaded"
        self.stdout.write(f"Figures of {edition.figures_on} {state}.")
