from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.naming import place_name
from climate_pathways.fair_shares import Parameters
from tamyr.evidence.services import load_assessments
from tamyr.shared.languages import language
from tamyr.ui.pages.terminal import TerminalCommand


class Command(TerminalCommand):
    help = gettext_noop(
        "Compute the twelve countries’ assessments from the shipped figures; the pages then show them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--draws",
            type=int,
            default=settings.DRAWS,
            metavar=_("NUMBER"),
            help=_("how many draws each takes"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        reader = language()
        say = self.stdout.write if options["verbosity"] else (lambda _text: None)
        try:
            new = load_assessments(
                parameters=Parameters(draws=options["draws"]),
                now=timezone.now(),
                progress=lambda iso3: say(place_name(iso3, reader)),
            )
        except PathwaysError as error:
            raise CommandError(error.in_language(reader)) from None
        say(
            _("Assessments computed: %(count)d.") % {"count": new}
            if new
            else _("All assessments were computed already.")
        )
