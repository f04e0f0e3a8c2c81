from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from tamyr.decisions.services.closing import see_to_decisions
from tamyr.decisions.services.secret.codes import sweep
from tamyr.procedures.queries import database_now
from tamyr.shared.background import background


@background(_("Remind of decisions, close them in time, and count them"), every=timedelta(minutes=1))
def keep_decisions() -> None:
    # Also where a decision failed: what was deleted must not lie in free pages until it is mended.
    try:
        see_to_decisions(clock=database_now)
    finally:
        sweep()
