from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tamyr.safety.services.expiry import forget_what_ran_out
from tamyr.safety.services.faults import PartlyDone
from tamyr.ui.pages.terminal import TerminalCommand


class Command(TerminalCommand):
    help = gettext_noop(
        "Delete what is no longer to be kept; the site does it itself every hour while it runs."
    )

    def handle(self, **_options: Any) -> None:
        with telling_what_stays():
            forgotten = forget_what_ran_out(at=timezone.now())
        for what, count in forgotten.items():
            self.stdout.write(_("%(count)s deleted: %(what)s") % {"count": count, "what": what})


@contextmanager
def telling_what_stays() -> Iterator[None]:
    """End with code 1 and the counts where something could not be forgotten."""
    try:
        yield
    except PartlyDone as partly:
        raise CommandError(
            _("This could not be forgotten, all the rest was: %(faults)s") % {"faults": partly}
        ) from partly
