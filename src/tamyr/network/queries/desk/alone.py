"""What one person did alone, and what left the network: told to all who act for members."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamyr.network.models import Visitor
from tamyr.network.queries.desk.news import coordinators_to_tell, delegates_to_tell, keys_of
from tamyr.network.rules import is_in_network
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces
from tamyr.safety.models import AuditLine, Proposal, Stage
from tamyr.safety.queries import act_of

SERVER = gettext_lazy("Whoever runs the server did it, by a command.")
# By act, as the audit chain has it: what happened, and who could do it alone.
WORDS: dict[str, tuple[Promise, Promise]] = {
    "server.coordinator_invited": (gettext_lazy("A link for a first coordinator was made"), SERVER),
    "server.another_coordinator_invited": (
        gettext_lazy("A link for one more coordinator was made"),
        gettext_lazy("Whoever runs the server did it, by a command. It opens once a coordinator agrees."),
    ),
    "safety.keys_rotated": (
        gettext_lazy("Everything encrypted was written anew with a new key"),
        gettext_lazy("Whoever runs the server did it, by a command, after a coordinator agreed."),
    ),
    "server.restored": (
        gettext_lazy("The site was put back from a copy"),
        gettext_lazy(
            "Whoever runs the server did it, by a command. What was done here since the copy was made is gone: look "
            "whether anything of yours is missing, and do it again."
        ),
    ),
    "register.imported": (
        gettext_lazy("One person alone changed the register from a table"),
        gettext_lazy(
            "Nobody else coordinates, so nobody could agree to it. Look whether your entry is right."
        ),
    ),
}
ALONE = gettext_lazy("Whoever runs the server did it, by a command, and nobody agreed to it beforehand.")


def _everybody(_happening: Happening, at: datetime) -> Iterator[UUID]:
    # A set, as many who coordinate act for a member too.
    yield from {*coordinators_to_tell(at.date()), *delegates_to_tell(at.date())}


def _lines(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, AuditLine]:
    if not is_in_network(visitor):
        return {}
    lines = AuditLine.objects.in_bulk(keys)
    return {key: line for key, line in lines.items() if act_of(line)[0] in WORDS}


def _done_alone(_happening: Happening, line: AuditLine) -> News:
    act, details = act_of(line)
    title, sentence = WORDS[act]
    if details.get("by") == "server" and details.get("alone"):
        sentence = ALONE
    return News(title=str(title), sentence=str(sentence), address=f"{reverse('network:proposals')}#alone")


def _exports(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Proposal]:
    return Proposal.objects.in_bulk(keys) if is_in_network(visitor) else {}


def _exported(_happening: Happening, _proposal: Proposal) -> News:
    return News(
        title=_("The register of members was taken out as a file"),
        sentence=_(
            "Two coordinators agreed to it. It holds what all coordinators see; sealed members are not in it."
        ),
        address=f"{reverse('network:proposals')}#alone",
    )


announces(
    Kind("done-alone", _everybody, keys_of(AuditLine), _lines, _done_alone),
    Kind(
        "register-exported",
        _everybody,
        keys_of(Proposal, Q(stage=Stage.APPROVED, used__gt=0)),
        _exports,
        _exported,
    ),
)
