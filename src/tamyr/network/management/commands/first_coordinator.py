from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from tamyr.network.rules import MayNot
from tamyr.network.services.invitations import create_first_coordinator


class Command(BaseCommand):
    help = "Print the link by which the network's first coordinator joins."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--site", default=settings.SITE_URL, help="the site's address, without a path")

    def handle(self, *_args: Any, site: str, **_options: Any) -> None:
        try:
            secret = create_first_coordinator(at=timezone.now())
        except MayNot as error:
            raise CommandError(
                "Somebody coordinates already: coordinators invite coordinators, on the page of roles."
            ) from error
        self.stdout.write(site + reverse("network:invitation", kwargs={"secret": secret}))
