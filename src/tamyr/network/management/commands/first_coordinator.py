from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tamyr.network.rules import MayNot
from tamyr.network.services.invitations import create_first_coordinator, invite_another_coordinator
from tamyr.ui.pages.terminal import TerminalCommand


class Command(TerminalCommand):
    help = gettext_noop("Print the link by which the network’s first coordinator joins.")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--another",
            action="store_true",
            help=_(
                "one more coordinator, for a network with nobody to be the second of two: "
                "the link opens once a coordinator has agreed to it"
            ),
        )
        parser.add_argument(
            "--site",
            default=settings.SITE_URL,
            metavar=_("ADDRESS"),
            help=_("the site’s address, without a path"),
        )

    def handle(self, *_args: Any, site: str, another: bool, **_options: Any) -> None:
        make = invite_another_coordinator if another else create_first_coordinator
        try:
            secret = make(at=timezone.now())
        except MayNot as error:
            raise CommandError(
                _("Nobody coordinates yet: run it without --another.")
                if another
                else _(
                    "Somebody coordinates already: coordinators invite coordinators, on the page of roles. If none of "
                    "them can be the second of two, run it with --another."
                )
            ) from error
        # Here it is seen the only time: of its secret nothing is kept but a hash.
        self.stdout.write(site + reverse("network:invitation", kwargs={"secret": secret}))
