from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tamyr.safety.logic.month_keys import LONGEST_DAYS
from tamyr.safety.queries import kept_things

# By the ``kept`` of the field registry: what it is, and for how long.
WORDS: dict[str, tuple[Promise, Promise]] = {
    "published": (_("Published figures, pages and pictures"), _("as long as they are published")),
    "register": (_("The register of members, partners and circles"), _("as long as the network needs it")),
    "account": (_("Accounts, mandates and roles of people"), _("until the account is closed")),
    "process": (
        _("Applications to join, objections, drafts of pages, comments on drafts of submissions"),
        _("documents and contacts of an application: a year after its outcome; comments: half a year"),
    ),
    "sealed": (
        _("Letters to those who answer, sealed to their keys: the server cannot open them"),
        _(
            "90 days after the writer’s last word, a year at most; longer only where two who answer hold it, which the "
            "writer reads and can end"
        ),
    ),
    "quarter": (
        _(
            "News for each person: what happened, without words; locked accounts, travel, and whose word it was"
        ),
        _("a month after it was seen, three months at most; what was locked, two months after it ended"),
    ),
    "month": (_("Letters, invitations, and proposals that take two persons"), _("a month")),
    "days": (_("Who is signed in, wrong tries, uploaded tables, check-ins"), _("from a day to two weeks")),
    "chain": (
        _("The audit chain: which act was done when, by codes"),
        _("for good; a line’s text can be erased"),
    ),
    "technical": (_("Tables of the software itself"), _("as long as the site runs")),
}


@require_safe
def what_we_keep(request: HttpRequest) -> HttpResponse:
    """Say in plain words what is stored, for how long, and what nobody is protected from."""
    rows = [(*WORDS[thing.kept], thing) for thing in kept_things()]
    return render(request, "safety/what_we_keep.html", {"rows": rows, "days": LONGEST_DAYS})
