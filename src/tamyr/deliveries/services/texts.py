"""A demand's words in a national language are typed by one person and checked by another."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.deliveries.models import NationalText
from tamyr.deliveries.queries.texts import source_sha
from tamyr.deliveries.rules import may_check_national, may_prepare
from tamyr.demands.models import Demand, Stage
from tamyr.demands.queries.texts import sha_of
from tamyr.demands.services.making import Words
from tamyr.network.rules import MayNot
from tamyr.procedures.rules import may_follow
from tamyr.procedures.services import MovedMeanwhile, locked_for
from tamyr.safety.services import record_act


@transaction.atomic
def write_national(
    *, demand: Demand, language: str, words: Words, base_sha: str, actor: UUID, at: datetime
) -> NationalText:
    """Write a demand in a national language, anew from the words that count; a second speaker checks it afterwards.

    ``base_sha`` is of the text that the form showed, empty for none: raises ``MovedMeanwhile`` where it is another one.
    """
    standing, _visitor = locked_for(may_prepare, demand, Stage.AGREED, actor=actor, at=at)
    row = NationalText.objects.filter(demand=standing, language=language).first()
    made = row or NationalText(demand=standing, language=language)
    sha = sha_of(words, row)
    if row is not None and (row.sha, row.source_sha) == (sha, source_sha(standing)):
        return row
    # Whoever sends the words that stand there already has lost nothing, whatever their form was opened on.
    if row is not None and row.sha not in (sha, base_sha):
        raise MovedMeanwhile("\n\n".join((row.title, row.ask, row.fulfilled_when)), row.sha)
    made.title, made.ask, made.fulfilled_when = words.title, words.ask, words.fulfilled_when
    made.sha, made.source_sha = sha, source_sha(standing)
    # Whoever checked it, and its headings, has read other words.
    made.made_by_id, made.made_at, made.checked_by, made.checked_at = actor, at, None, None
    made.headings_sha = ""
    made.save()
    record_act(
        act="delivery.text_written", actor=actor, about=standing, at=at, details={"language": language}
    )
    return made


@transaction.atomic
def check_national(
    *, demand: Demand, language: str, sha: str, headings_sha: str = "", actor: UUID, at: datetime
) -> NationalText:
    """Confirm as a second speaker that the words say the same; ``sha`` is of those that were read.

    ``headings_sha`` is of the headings, where they are right too; without it they stay English.
    """
    standing, visitor = locked_for(may_follow, demand, Stage.AGREED, actor=actor, at=at)
    row = NationalText.objects.select_for_update(no_key=True).get(demand=standing, language=language)
    if row.sha != sha or row.source_sha != source_sha(standing):
        raise MovedMeanwhile
    if row.checked_at is not None:
        return row
    if not may_check_national(visitor, standing, row):
        raise MayNot(_("You wrote these words: a second speaker checks them."))
    row.checked_by_id, row.checked_at, row.headings_sha = actor, at, headings_sha
    row.save()
    record_act(
        act="delivery.text_checked", actor=actor, about=standing, at=at, details={"language": language}
    )
    return row
