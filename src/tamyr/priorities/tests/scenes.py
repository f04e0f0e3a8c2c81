"""What the tests of this room begin with, filled once a run (``tests.databases``)."""

from dataclasses import dataclass

from tests.databases import world
from tests.people import (
    give_mandate,
    make_aygul,
    make_green_lake,
    make_member,
    make_person,
    seal,
    with_role,
)

from tamyr.accounts.models import Person
from tamyr.decisions.models import Decision
from tamyr.network.models import Member, Role
from tamyr.priorities.models import Authors, Merger, Proposal, Round
from tamyr.priorities.services.discussion import answer, support
from tamyr.priorities.services.merging import propose_merger
from tamyr.priorities.services.moderation import appeal, set_aside
from tamyr.priorities.services.proposals import Words
from tamyr.priorities.services.rounds import begin_round, draft_round
from tamyr.priorities.tests.voting import decided, opened
from tamyr.priorities.tests.writing import COLLECT, DRAFT, NOON, argued, at, key, plan, proposed

BOTH = Words("Угольные города и ледники", "Одно для обоих.")


@dataclass(frozen=True)
class CollectingRound:
    """Who keeps the round, and the round, in which proposals are collected."""

    cyra: Person
    round: Round


@dataclass(frozen=True)
class MyProposal:
    """What Aygul proposed in Russian."""

    aygul: Person
    green_lake: Member
    proposal: Proposal


@dataclass(frozen=True)
class TheirProposal:
    """What Bela proposed in English."""

    bela: Person
    mountain_voice: Member
    proposal: Proposal


@dataclass(frozen=True)
class TalkedRound:
    """A round in which a public and a sealed member spoke, and nobody may know yet who proposed what."""

    cyra: Person
    aygul: Person
    bela: Person
    hanna: Person
    green_lake: Member
    mountain_voice: Member
    quiet_garden: Member
    round: Round


def make_cyra() -> Person:
    return with_role("cyra", "Cyra Example", Role.COORDINATOR)


def make_bela() -> tuple[Person, Member]:
    mountain_voice = make_member("Example Mountain Voice", "Пример Голос гор", "GEO")
    bela = make_person("bela", "Bela Example")
    give_mandate(bela, mountain_voice)
    return bela, mountain_voice


def begun(cyra: Person, **facts: object) -> Round:
    made = draft_round(plan=plan(**facts), form_key=key(), actor=cyra.pk, at=NOON)
    return begin_round(standing_round=made, actor=cyra.pk, clock=at(NOON))


@world("collecting_round")
def fill_collecting_round() -> CollectingRound:
    cyra = make_cyra()
    return CollectingRound(cyra, begun(cyra))


def proposed_by_aygul() -> MyProposal:
    green_lake = make_green_lake()
    aygul = make_aygul(green_lake)
    return MyProposal(aygul, green_lake, proposed(Round.objects.get(), green_lake, aygul, DRAFT))


@world("my_proposal", after="collecting_round")
def fill_my_proposal() -> MyProposal:
    return proposed_by_aygul()


@world("their_proposal", after="my_proposal")
def fill_their_proposal() -> TheirProposal:
    bela, mountain_voice = make_bela()
    return TheirProposal(bela, mountain_voice, proposed(Round.objects.get(), mountain_voice, bela, COLLECT))


@world("round_at_vote", after="their_proposal")
def fill_round_at_vote() -> Decision:
    return opened(Round.objects.get(), Person.objects.get(sign_in_name="cyra"))


@world("offered_merger", after="their_proposal")
def fill_offered_merger() -> Merger:
    kept, other = Proposal.objects.order_by("place")
    actor = Person.objects.get(sign_in_name="aygul").pk
    return propose_merger(
        kept=kept, other=other, words=BOTH, language="ru", form_key=key(), actor=actor, clock=at(NOON)
    )


@world("proposal_with_figures", after="figures")
def fill_proposal_with_figures() -> MyProposal:
    begun(make_cyra())
    return proposed_by_aygul()


@world("talked_round")
def fill_talked_round() -> TalkedRound:
    """A public member proposed, answered and appealed; a sealed one proposed, supported and argued."""
    cyra, green_lake = make_cyra(), make_green_lake()
    hiding = begun(cyra, authors=Authors.HIDDEN, is_public=True)
    aygul, (bela, mountain_voice) = make_aygul(green_lake), make_bela()
    hanna, quiet_garden = (
        make_person("hanna", "Hanna Example"),
        make_member("Example Quiet Garden", "Пример Тихий сад", "BLR"),
    )
    give_mandate(hanna, quiet_garden)
    quiet_garden = seal(quiet_garden)
    first = proposed(hiding, green_lake, aygul, DRAFT)
    second = proposed(hiding, quiet_garden, hanna, COLLECT)
    support(proposal=first, member=quiet_garden, read=first.text_sha256, actor=hanna.pk, clock=at(NOON))
    made = argued(first, quiet_garden, hanna, "Yes.", kind="for")
    answer(argument=made, words="Thank you.", language="en", actor=aygul.pk, clock=at(NOON))
    third = proposed(hiding, green_lake, aygul, COLLECT)
    aside = set_aside(proposal=third, argument=None, reason="A trial.", actor=cyra.pk, clock=at(NOON))
    appeal(moderation=aside, words="Why?", actor=aygul.pk, clock=at(NOON))
    support(proposal=second, member=mountain_voice, read=second.text_sha256, actor=bela.pk, clock=at(NOON))
    return TalkedRound(cyra, aygul, bela, hanna, green_lake, mountain_voice, quiet_garden, hiding)


@world("decided_round", after="talked_round")
def fill_decided_round() -> Round:
    standing = Round.objects.get()
    decided(opened(standing, Person.objects.get(sign_in_name="cyra")), [])
    return Round.objects.get()
