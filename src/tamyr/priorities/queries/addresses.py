from django.urls import reverse

from tamyr.priorities.models import Proposal, Round


def address_of_round(standing: Round) -> str:
    return reverse("priorities:round", args=[standing.number])


def address_of(proposal: Proposal) -> str:
    return reverse("priorities:proposal", args=[proposal.round.number, proposal.place])
