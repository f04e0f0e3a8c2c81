from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from climate_pathways.core.errors import PathwaysError
from climate_pathways.figures import snapshot
from tamyr.evidence.services import load_figures
from tamyr.shared.languages import language
from tamyr.ui.pages.terminal import TerminalCommand


class Command(TerminalCommand):
    help = gettext_noop("Load the shipped figures of every country; the pages then show them.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            edition, is_new = load_figures(snapshot=snapshot.region(), now=timezone.now())
        except PathwaysError as error:
            raise CommandError(error.in_language(language())) from None
        if options["verbosity"]:
            said = (
                _("Figures of %(date)s loaded.") if is_new else _("Figures of %(date)s were loaded already.")
            )
            self.stdout.write(said % {"date": edition.figures_on})
