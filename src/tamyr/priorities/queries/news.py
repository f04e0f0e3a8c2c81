"""What the room announces: whom it concerns, what is still true, who may know of it, in which words."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.network.models import Mandate, Visitor
from tamyr.network.models.people import holding_on
from tamyr.network.queries.desk.news import coordinators_to_tell
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces
from tamyr.priorities.models import (
    Argument,
    Merger,
    MergerStage,
    Proposal,
    ProposalStage,
    Round,
    Stage,
    Support,
)
from tamyr.priorities.queries.rounds import address_of, address_of_round, rounds_visible_to
from tamyr.procedures.queries import people_to_tell

Keys = Collection[UUID]


def people_of(members: Iterable[UUID], at: datetime) -> set[UUID]:
    holding = Mandate.objects.filter(holding_on(at.date()), member__in=set(members))
    return set(holding.values_list("person_id", flat=True))


def behind(proposals: Iterable[UUID]) -> set[UUID]:
    """Return the members behind proposals: who made them, and whose were taken up in them."""
    found = Proposal.objects.filter(Q(pk__in=list(proposals)) | Q(merged_into__in=list(proposals)))
    return set(found.values_list("member_id", flat=True))


# --- rounds ---------------------------------------------------------------------------------


def _whose(happening: Happening, at: datetime) -> Iterator[UUID]:
    for standing in Round.objects.filter(pk=happening.about):
        yield from people_to_tell(standing, at)


def _all_who_follow(happening: Happening, at: datetime) -> Iterator[UUID]:
    yield from _whose(happening, at)
    yield from coordinators_to_tell(at.date())


def _at_stage(*stages: str) -> Callable[[Keys], Iterable[UUID]]:
    return lambda keys: Round.objects.filter(pk__in=keys, stage__in=stages).values_list("pk", flat=True)


def _rounds(visitor: Visitor, keys: Keys) -> Mapping[UUID, Round]:
    return rounds_visible_to(visitor).in_bulk(keys)


def _running(visitor: Visitor, keys: Keys) -> Mapping[UUID, Round]:
    return {
        key: running_round
        for key, running_round in _rounds(visitor, keys).items()
        if running_round.hears_voices_at(visitor.at)
    }


# Sentences come as functions: they are said when somebody reads, in that reader’s language. As texts they
# would be said once, when this module is imported.
def _of_round(sentence: Callable[[], str]) -> Callable[[Happening, Round], News]:
    return lambda _happening, standing: News(
        title=standing.title, sentence=sentence(), address=address_of_round(standing)
    )


# --- proposals ------------------------------------------------------------------------------


def _authors(happening: Happening, at: datetime) -> Iterable[UUID]:
    return people_of(behind([happening.about]), at)


def _who_spoke(happening: Happening, at: datetime) -> Iterable[UUID]:
    # Whoever took its support back has nothing left to look at again.
    supported = Support.objects.filter(proposal=happening.about, taken_back_at=None)
    argued = Argument.objects.filter(proposal=happening.about)
    spoke = {*supported.values_list("member_id", flat=True), *argued.values_list("member_id", flat=True)}
    return people_of(spoke, at)


def _standing(keys: Keys) -> Iterable[UUID]:
    found = Proposal.objects.filter(pk__in=keys, stage=ProposalStage.STANDING, round__stage=Stage.OPEN)
    return found.values_list("pk", flat=True)


def _open_proposals(visitor: Visitor, keys: Keys, own: Q) -> Mapping[UUID, Proposal]:
    seen = Proposal.objects.filter(own, pk__in=keys, round__in=rounds_visible_to(visitor))
    found = seen.select_related("round").distinct()
    # Nobody is called to a talk that is over.
    return {proposal.pk: proposal for proposal in found if proposal.round.hears_voices_at(visitor.at)}


def _spoken_on(visitor: Visitor, keys: Keys) -> Mapping[UUID, Proposal]:
    own = Q(supports__member__in=visitor.members) | Q(arguments__member__in=visitor.members)
    return _open_proposals(visitor, keys, own)


def _own(visitor: Visitor, keys: Keys) -> Mapping[UUID, Proposal]:
    own = Q(member__in=visitor.members) | Q(taken_up__member__in=visitor.members)
    return _open_proposals(visitor, keys, own)


def named(proposal: Proposal) -> str:
    return _("Proposal no. %(place)s: %(round)s") % {"place": proposal.place, "round": proposal.round.title}


def _of_proposal(sentence: Callable[[], str]) -> Callable[[Happening, Proposal], News]:
    return lambda _happening, proposal: News(
        title=named(proposal), sentence=sentence(), address=address_of(proposal)
    )


# --- arguments ------------------------------------------------------------------------------


def _authors_of_argued(happening: Happening, at: datetime) -> Iterable[UUID]:
    argued = Argument.objects.filter(pk=happening.about).values_list("proposal_id", flat=True)
    return people_of(behind(argued), at)


def _who_argued(happening: Happening, at: datetime) -> Iterable[UUID]:
    return people_of(Argument.objects.filter(pk=happening.about).values_list("member_id", flat=True), at)


def _arguments(own: Callable[[Visitor], Q]) -> Callable[[Visitor, Keys], Mapping[UUID, Argument]]:
    def visible(visitor: Visitor, keys: Keys) -> Mapping[UUID, Argument]:
        seen = rounds_visible_to(visitor)
        found = Argument.objects.filter(own(visitor), pk__in=keys, proposal__round__in=seen)
        found = found.select_related("proposal__round").distinct()
        return {
            argument.pk: argument for argument in found if argument.proposal.round.hears_voices_at(visitor.at)
        }

    return visible


def _heard(condition: Q) -> Callable[[Keys], Iterable[UUID]]:
    return lambda keys: Argument.objects.filter(condition, pk__in=keys).values_list("pk", flat=True)


def _of_argument(sentence: Callable[[], str]) -> Callable[[Happening, Argument], News]:
    return lambda _happening, argument: News(
        title=named(argument.proposal), sentence=sentence(), address=address_of(argument.proposal)
    )


# --- mergers --------------------------------------------------------------------------------


def _both_sides(happening: Happening, at: datetime) -> Iterable[UUID]:
    sides = Merger.objects.filter(pk=happening.about).values_list("kept_id", "other_id")
    return people_of(behind({key for pair in sides for key in pair}), at)


def _mergers(visitor: Visitor, keys: Keys) -> Mapping[UUID, Merger]:
    seen = Merger.objects.filter(pk__in=keys, kept__round__in=rounds_visible_to(visitor))
    found = seen.select_related("kept__round", "other__round")
    return {
        merger.pk: merger
        for merger in found
        if behind([merger.kept_id, merger.other_id]) & visitor.members
        and merger.kept.round.hears_voices_at(visitor.at)
    }


def _in_merger_stage(stage: str) -> Callable[[Keys], Iterable[UUID]]:
    return lambda keys: Merger.objects.filter(pk__in=keys, stage=stage).values_list("pk", flat=True)


def _of_merger(sentence: Callable[[], str]) -> Callable[[Happening, Merger], News]:
    return lambda _happening, merger: News(
        title=_("Proposals no. %(one)s and no. %(two)s: %(round)s")
        % {"one": merger.kept.place, "two": merger.other.place, "round": merger.kept.round.title},
        sentence=sentence(),
        address=reverse("priorities:merger", args=[merger.pk]),
    )


announces(
    Kind(
        "round-opened",
        _whose,
        _at_stage(Stage.OPEN),
        _running,
        _of_round(lambda: _("A round was opened: propose what the network should work on.")),
    ),
    Kind(
        "round-withdrawn",
        _all_who_follow,
        _at_stage(Stage.WITHDRAWN),
        _rounds,
        _of_round(lambda: _("The round was withdrawn.")),
    ),
    Kind(
        "round-decided",
        _all_who_follow,
        _at_stage(Stage.ADOPTED, Stage.FAILED),
        _rounds,
        _of_round(lambda: _("The vote is counted. Read which proposals are priorities, and why.")),
        decides=True,
    ),
    Kind(
        "proposal-changed",
        _who_spoke,
        _standing,
        _spoken_on,
        _of_proposal(
            lambda: _(
                "Its text was changed since your organisation spoke on it. Look whether you still mean it."
            )
        ),
    ),
    Kind(
        "proposal-translated",
        _authors,
        _standing,
        _own,
        _of_proposal(
            lambda: _("Another organisation translated your proposal. Read whether it says what you mean.")
        ),
    ),
    Kind(
        "argument-made",
        _authors_of_argued,
        _heard(Q(is_set_aside=False, answered_at=None)),
        _arguments(
            lambda visitor: (
                Q(proposal__member__in=visitor.members) | Q(proposal__taken_up__member__in=visitor.members)
            )
        ),
        _of_argument(lambda: _("An organisation has said something of your proposal.")),
    ),
    Kind(
        "argument-answered",
        _who_argued,
        _heard(Q(answered_at__isnull=False)),
        _arguments(lambda visitor: Q(member__in=visitor.members)),
        _of_argument(lambda: _("The author has answered what your organisation said.")),
    ),
    Kind(
        "merger-proposed",
        _both_sides,
        _in_merger_stage(MergerStage.WAITING),
        _mergers,
        _of_merger(lambda: _("One text for both is offered. It holds when both authors agree.")),
    ),
    Kind(
        "merger-accepted",
        _both_sides,
        _in_merger_stage(MergerStage.ACCEPTED),
        _mergers,
        _of_merger(lambda: _("Both authors agreed: the two are one now.")),
    ),
    Kind(
        "merger-refused",
        _both_sides,
        _in_merger_stage(MergerStage.REFUSED),
        _mergers,
        _of_merger(lambda: _("The other author did not agree. Both stay as they are.")),
    ),
)
