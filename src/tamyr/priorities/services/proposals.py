"""What members put into a round: written, changed, translated, supported with numbers, taken back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.notices.services import announce, settle
from tamyr.priorities.logic.texts import canonical, hash_of, hash_of_all
from tamyr.priorities.models import Proposal, ProposalStage, Quote, Round, Wording
from tamyr.priorities.queries.evidence import QuotableFact
from tamyr.priorities.queries.texts import draft_sha, newest_wordings
from tamyr.priorities.rules import may_propose_in
from tamyr.priorities.services.locking import (
    Clock,
    TextMoved,
    check_author,
    check_text,
    open_round,
    record,
    standing_proposal,
)
from tamyr.procedures.rules import own_within
from tamyr.procedures.services import MovedMeanwhile, NotNow, check_heard, check_mandate

MOST_QUOTES = 12


class TooMany(Exception):
    """The organisation has as many proposals in the round as it may have."""


class QuotesFull(Exception):
    """A proposal quotes as many numbers as it may."""


@dataclass(frozen=True)
class Words:
    """A title and a text in one language."""

    title: str
    text: str

    @property
    def canonical(self) -> "Words":
        return Words(canonical(self.title), canonical(self.text))

    @property
    def sha256(self) -> str:
        return hash_of(self.title, self.text)

    def as_json(self) -> str:
        return json.dumps({"title": self.title, "text": self.text}, ensure_ascii=False)


@dataclass(frozen=True)
class Draft:
    """A proposal as its author writes it: in one language at least."""

    words: Mapping[str, Words]
    theme: str
    country: str


@transaction.atomic
def propose(
    *, standing_round: Round, draft: Draft, member: Member, form_key: UUID, actor: UUID, clock: Clock
) -> Proposal:
    """Put a proposal into a round; the same form sent twice is one proposal."""
    standing, at = open_round(standing_round, clock)
    known = Proposal.objects.filter(form_key=form_key, round=standing, member=member).first()
    _check_proposer(standing, member, actor, at)
    if known is not None:
        return known
    # After the form is known: sent again past the last day, a proposal that is in the round is in it.
    if not standing.collects_at(at):
        raise NotNow(standing)
    # What was set aside or taken up counts on: only what is withdrawn makes room.
    own = standing.proposals.filter(member=member).exclude(stage=ProposalStage.WITHDRAWN)
    if own.count() >= standing.most_per_member:
        raise TooMany
    # Counted while the round is locked: no two get one number.
    last = standing.proposals.aggregate(last=Max("place"))["last"] or 0
    made = Proposal(
        round=standing,
        place=last + 1,
        form_key=form_key,
        member=member,
        made_by_id=actor,
        made_at=at,
        theme=draft.theme,
        country_id=draft.country or None,
    )
    made.text_sha256 = _hash_of(draft.words)
    made.save(force_insert=True)
    _write(made, draft.words, actor, at)
    record("proposal.made", made, member=member, actor=actor, at=at)
    settle(about=standing, person=actor, at=at)
    return made


def _check_proposer(standing: Round, member: Member, actor: UUID, at: datetime) -> None:
    # Not ``check_heard``: a round may hear observers and inactive members, who have no voice.
    check_mandate(member=member, actor=actor, at=at)
    if member not in own_within(visitor_with(actor, at), standing):
        raise MayNot(_("It is the matter of others: your organisation is not heard on it now."))
    # Held until the proposal is written, so that the member cannot leave between the two.
    held = Member.objects.select_for_update(no_key=True).filter(pk=member.pk).first()
    if held is None or not held.belonged_on(at.date()) or not may_propose_in(standing, held):
        raise MayNot(_("In this round only active members propose; this one is not active now."))


def _hash_of(words: Mapping[str, Words]) -> str:
    return hash_of_all({language: said.canonical.sha256 for language, said in words.items()})


def _write(proposal: Proposal, words: Mapping[str, Words], actor: UUID, at: datetime) -> None:
    """Add the author's wordings where they differ from the ones that stand."""
    for language, said in words.items():
        plain = said.canonical
        last = proposal.wordings.filter(language=language).last()
        # A translation with the very same words is not the author’s: it is written again as theirs.
        if last is not None and last.sha256 == plain.sha256 and not last.is_translation:
            continue
        Wording.objects.create(
            proposal=proposal,
            language=language,
            version=last.version + 1 if last else 1,
            words=plain.as_json(),
            sha256=plain.sha256,
            made_by_id=actor,
            made_at=at,
        )


@transaction.atomic
def change_proposal(
    *, proposal: Proposal, draft: Draft, base_sha: str, actor: UUID, clock: Clock
) -> Proposal:
    """Write a proposal anew. What others said of the former text stays beside it, and is marked so.

    ``base_sha`` is of the draft that the form began with: of two people of one author, the second
    gets both back.
    """
    standing, at = standing_proposal(proposal, clock)
    member = check_author(standing, actor=actor, at=at)
    stood = draft_sha(standing)
    rewrite(standing, draft.words, actor=actor, at=at)
    standing.theme, standing.country_id = draft.theme, draft.country or None
    # Of one form pressed twice the second finds its own draft there.
    if stood not in (base_sha, draft_sha(standing)):
        raise MovedMeanwhile
    standing.save()
    record("proposal.changed", standing, member=member, actor=actor, at=at)
    return standing


def rewrite(proposal: Proposal, words: Mapping[str, Words], *, actor: UUID, at: datetime) -> None:
    """Put new words of the author into a proposal that is locked, and tell those who spoke on the former ones."""
    former = proposal.text_sha256
    _write(proposal, words, actor, at)
    proposal.text_sha256 = _hash_of(words)
    if proposal.text_sha256 != former:
        proposal.changed_at = at
        # Each text is told once: whoever goes to and fro between two does not fill the desks of others.
        announce(kind="proposal-changed", about=proposal, version=proposal.text_sha256, actor=actor, at=at)


@transaction.atomic
def translate(
    *, proposal: Proposal, language: str, words: Words, read: str, member: Member, actor: UUID, clock: Clock
) -> Wording:
    """Add another's translation into a language in which the author wrote nothing; it is marked as one."""
    standing, at = standing_proposal(proposal, clock)
    check_heard(standing.round, member=member, actor=actor, at=at)
    check_text(standing, read)
    written = newest_wordings([standing])[standing.pk].get(language)
    if written is not None and not written.is_translation:
        raise TextMoved(standing)
    last, plain = standing.wordings.filter(language=language).last(), words.canonical
    if last is not None and last.sha256 == plain.sha256 and last.of_sha256 == standing.text_sha256:
        return last
    made = Wording.objects.create(
        proposal=standing,
        language=language,
        version=last.version + 1 if last else 1,
        words=plain.as_json(),
        sha256=plain.sha256,
        of_sha256=standing.text_sha256,
        member=member,
        made_by_id=actor,
        made_at=at,
    )
    act = "proposal.translated"
    record(act, standing, member=member, actor=actor, at=at, language=language)
    announce(
        kind="proposal-translated",
        about=standing,
        version=made.pk,
        scope=standing.member_id,
        actor=actor,
        at=at,
    )
    return made


@transaction.atomic
def quote(*, proposal: Proposal, found: QuotableFact, actor: UUID, clock: Clock) -> Quote:
    """Put a number of a stored assessment beside a proposal, as it is now; the same one twice is one."""
    standing, at = standing_proposal(proposal, clock)
    member = check_author(standing, actor=actor, at=at)
    quoted = standing.quotes.filter(dropped_at=None)
    # With the version: the same number in a newer assessment is another quote. Not by the hash of what is kept, in which
    # another release may name or round it otherwise.
    of_version = quoted.filter(iso3=found.iso3, version=found.version)
    known = next((number for number in of_version if found.is_in(number.facts)), None)
    if known is not None:
        return known
    if quoted.count() >= MOST_QUOTES:
        raise QuotesFull
    made = Quote.objects.create(
        proposal=standing,
        iso3=found.iso3,
        version=found.version,
        facts=found.facts,
        facts_sha256=hash_of(found.iso3, found.version, found.facts),
        quoted_at=at,
    )
    record("proposal.quoted", standing, member=member, actor=actor, at=at)
    return made


@transaction.atomic
def drop_quote(*, quoted: Quote, actor: UUID, clock: Clock) -> Quote:
    """Take a number away from a proposal; that it stood there is kept."""
    standing, at = standing_proposal(quoted.proposal, clock)
    member = check_author(standing, actor=actor, at=at)
    Quote.objects.filter(pk=quoted.pk, dropped_at=None).update(dropped_at=at)
    record("proposal.unquoted", standing, member=member, actor=actor, at=at)
    return quoted


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, actor: UUID, clock: Clock) -> Proposal:
    """Take a proposal out of the round, in the name of the organisation that put it in."""
    standing, at = standing_proposal(proposal, clock)
    member = check_author(standing, actor=actor, at=at)
    if standing.taken_up.exists():
        # Another's words are in it by now.
        raise MayNot(
            _("Another organisation’s proposal was taken up in this one: it is no longer yours alone.")
        )
    standing.stage = ProposalStage.WITHDRAWN
    standing.save()
    record("proposal.withdrawn", standing, member=member, actor=actor, at=at)
    return standing
