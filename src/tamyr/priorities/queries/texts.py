"""The words of proposals: which of them stand, what is missing, and the hashes that bind them to a vote."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from uuid import UUID

from tamyr.priorities.logic.texts import hash_of, hash_of_all
from tamyr.priorities.models import Proposal, ProposalStage, Round, Wording

LANGUAGES = ("en", "ru")


def newest_wordings(proposals: Iterable[Proposal]) -> dict[UUID, dict[str, Wording]]:
    """Return proposal → language → the wording that stands, in one query for all.

    What an author left out of the text does not stand any more: it is among the earlier ones.
    """
    by_key = {proposal.pk: proposal for proposal in proposals}
    found: dict[UUID, dict[str, Wording]] = {key: {} for key in by_key}
    for wording in Wording.objects.filter(proposal__in=by_key).order_by("version"):
        # Not read again: a wording asks its proposal whether it is of an earlier text.
        wording.proposal = by_key[wording.proposal_id]
        found[wording.proposal_id][wording.language] = wording
    return {key: _of_the_text(by_key[key], newest) for key, newest in found.items()}


def _of_the_text(proposal: Proposal, newest: Mapping[str, Wording]) -> dict[str, Wording]:
    # Which of an author’s languages make the text that stands is kept nowhere but in its hash: they are
    # tried, the most of them first.
    own = {code: wording for code, wording in newest.items() if not wording.is_translation}
    for count in range(len(own), 0, -1):
        for codes in combinations(own, count):
            if hash_of_all({code: own[code].sha256 for code in codes}) == proposal.text_sha256:
                return {code: wording for code, wording in newest.items() if code in codes or code not in own}
    # No part of them makes the text that is kept: ``texts_stand`` has to see them all to say so.
    return dict(newest)


def draft_sha(proposal: Proposal) -> str:
    """Return by what its author's form knows whether a proposal is as it was when the form was opened.

    The theme and the country are no part of the text that is hashed: another theme makes no support one of an earlier text.
    """
    return hash_of(proposal.text_sha256, proposal.theme, proposal.country_id or "")


def best_wording(wordings: Mapping[str, Wording], language: str) -> Wording | None:
    return next((wordings[code] for code in (language, *LANGUAGES) if code in wordings), None)


def earlier_texts(proposal: Proposal) -> list[Wording]:
    """Return every wording there was, the newest first: what somebody supported can be read again."""
    found = list(proposal.wordings.order_by("-made_at", "-version"))
    for wording in found:
        wording.proposal = proposal
    return found


def missing_translations(standing: Round) -> list[Proposal]:
    """Return the standing proposals that have a text in one language only."""
    offered = list(standing.proposals.filter(stage=ProposalStage.STANDING).select_related("round"))
    wordings = newest_wordings(offered)
    return [proposal for proposal in offered if len(wordings[proposal.pk]) < len(LANGUAGES)]


def texts_hash(offered: Iterable[Proposal]) -> str:
    """Return one hash of the texts of proposals, by the codes that ballots name them with."""
    return hash_of_all({proposal.code: proposal.text_sha256 for proposal in offered})


def texts_stand(standing: Round) -> bool:
    """Whether every proposal still has the text with which it was put to the vote, word for word."""
    offered = list(standing.proposals.exclude(code=""))
    wordings = newest_wordings(offered)
    # From the words as they open, not from the hashes beside them: those would match also after somebody
    # changed the words alone.
    as_written = [hash_of_own(wordings[proposal.pk]) == proposal.text_sha256 for proposal in offered]
    return all(as_written) and texts_hash(offered) == standing.texts_sha256


def hash_of_own(wordings: Mapping[str, Wording]) -> str:
    """Return the hash of what an author wrote, without what others translated."""
    own = {code: wording for code, wording in wordings.items() if not wording.is_translation}
    return hash_of_all({code: hash_of(wording.title, wording.text) for code, wording in own.items()})
