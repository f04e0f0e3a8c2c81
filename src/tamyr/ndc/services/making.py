"""To begin a submission, put sections into it, agree to it as a second person, and take it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from tamyr.ndc.models import Kind, Section, Signatory, Stage, Submission
from tamyr.ndc.pages.sources import Source, SourceWords, is_for_its_readers, source_words
from tamyr.ndc.queries.submissions import is_whole, section_sha, sections_of, titles_sha, words_sha
from tamyr.ndc.rules import may_agree, may_withdraw, may_write
from tamyr.ndc.services.locking import NotWhole, SourceGone, section_in
from tamyr.network.models import Member
from tamyr.notices.services import announce, settle
from tamyr.procedures.services import MovedMeanwhile, check_voice, locked_for
from tamyr.safety.services import record_act
from tamyr.shared.languages import BOUND_LANGUAGES

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Plan:
    """Which version of whose NDC it is about, its title in both languages, and who may read it."""

    iso3: str
    document: str
    exposure: str
    title_en: str
    title_ru: str


@transaction.atomic
def begin_submission(*, plan: Plan, member: Member, form_key: UUID, actor: UUID, at: datetime) -> Submission:
    """Begin a submission; its member signs it. The same form twice is one."""
    known = Submission.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    check_voice(member=member, actor=actor, at=at)
    made = Submission.objects.create(
        # Two that begin at once count to the same number: the database refuses the second, and
        # ``config.not_kept`` says so.
        number=(Submission.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
        form_key=form_key,
        member=member,
        written_by_id=actor,
        written_at=at,
        **vars(plan),
    )
    # A member that is not in the open signs what it begins, and is counted only.
    named = not member.is_guarded
    Signatory.objects.create(submission=made, member=member, is_named=named, signed_on=at.date())
    record_act(act="submission.begun", actor=actor, about=made, at=at, details={"country": plan.iso3})
    announce(kind="submission-begun", about=made, scope=member.pk, actor=actor, at=at)
    return made


@transaction.atomic
def change_titles(
    *, submission: Submission, titles: Texts, base_sha: str, actor: UUID, at: datetime
) -> Submission:
    """Call a draft otherwise; raise ``MovedMeanwhile`` where somebody did since the form was opened."""
    standing, _visitor = locked_for(may_write, submission, Stage.DRAFT, actor=actor, at=at)
    if standing.titles != titles and base_sha != titles_sha(standing):
        raise MovedMeanwhile("\n".join(standing.titles.values()), titles_sha(standing))
    standing.title_en, standing.title_ru = (titles[code] for code in BOUND_LANGUAGES)
    # Whoever wrote the title last cannot be the second to agree to it.
    standing.written_by_id = actor
    standing.save(update_fields=["title_en", "title_ru", "written_by"])
    record_act(act="submission.titled", actor=actor, about=standing, at=at)
    return standing


@transaction.atomic
def add_section(
    *, submission: Submission, source: Source, form_key: UUID, actor: UUID, at: datetime
) -> Section:
    """Put a section at the end of a draft, with what its source says today. The same form twice is one."""
    standing, _visitor = locked_for(may_write, submission, Stage.DRAFT, actor=actor, at=at)
    # Under the lock: of one form pressed twice at once the second waits, and finds what the first made.
    known = Section.objects.filter(form_key=form_key, submission=standing).first()
    if known is not None:
        return known
    made = Section(
        form_key=form_key,
        submission=standing,
        kind=source.kind,
        item=source.item,
        demand=source.demand,
        version=source.version,
        code=source.code,
        written_by_id=actor,
        written_at=at,
        quoted_at=at,
        # Behind those that were taken out too: no place is given twice.
        place=(standing.sections.aggregate(last=Max("place"))["last"] or 0) + 1,
    )
    if source.kind != Kind.WORDS:
        _quote(made, _said_today(standing, source), at)
    made.save(force_insert=True)
    record_act(
        act="submission.section_added", actor=actor, about=standing, at=at, details={"kind": source.kind}
    )
    return made


def _said_today(standing: Submission, source: Source) -> SourceWords:
    # Asked again, though the form offers nothing else: the source may have been closed to these readers
    # since.
    said = source_words(standing, source) if is_for_its_readers(standing, source) else None
    if said is None:
        raise SourceGone
    return said


def _quote(section: Section, said: SourceWords, at: datetime) -> None:
    """Keep the words of a source as they are today: what is quoted does not change later."""
    section.heading_en, section.heading_ru = (said.texts[code].heading for code in BOUND_LANGUAGES)
    section.quote_en, section.quote_ru = (said.texts[code].words for code in BOUND_LANGUAGES)
    section.assessment, section.source_sha, section.quoted_at = said.assessment, said.sha, at


@transaction.atomic
def write_section(
    *, section: Section, headings: Texts, words: Texts, base_sha: str, actor: UUID, at: datetime
) -> Section:
    """Write the members' own words about what a section rests on; ``base_sha`` is of those that the form showed."""
    standing, _visitor = locked_for(may_write, section.submission, Stage.DRAFT, actor=actor, at=at)
    found = section_in(standing, section)
    stands = "\n\n".join(filter(None, (*found.headings.values(), *found.words.values())))
    # Where nothing stood nothing is lost, nor where the same is sent twice.
    if stands and (found.headings, found.words) != (headings, words) and base_sha != section_sha(found):
        raise MovedMeanwhile(stands, section_sha(found))
    found.heading_en, found.heading_ru = (headings[code] for code in BOUND_LANGUAGES)
    found.words_en, found.words_ru = (words[code] for code in BOUND_LANGUAGES)
    return _saved(found, "submission.written", actor, at)


@transaction.atomic
def quote_anew(*, section: Section, actor: UUID, at: datetime) -> Section:
    """Let a section of a draft quote what its source says today."""
    standing, _visitor = locked_for(may_write, section.submission, Stage.DRAFT, actor=actor, at=at)
    found = section_in(standing, section)
    if found.kind == Kind.WORDS:
        raise SourceGone
    _quote(found, _said_today(standing, Source.of(found)), at)
    return _saved(found, "submission.quoted", actor, at)


@transaction.atomic
def take_section_out(*, section: Section, actor: UUID, at: datetime) -> Section:
    """Take a section out of a draft; it stays in the record, and in nothing that is read."""
    standing, _visitor = locked_for(may_write, section.submission, Stage.DRAFT, actor=actor, at=at)
    found = section_in(standing, section)
    found.removed_at = at
    return _saved(found, "submission.section_out", actor, at)


def _saved(section: Section, act: str, actor: UUID, at: datetime) -> Section:
    # Whoever touched a section last is no second reader of it, also who only quoted it anew.
    section.written_by_id, section.written_at = actor, at
    section.save()
    record_act(act=act, actor=actor, about=section.submission, at=at)
    return section


@transaction.atomic
def agree_to_submission(*, submission: Submission, sha: str, actor: UUID, at: datetime) -> Submission:
    """Let a second person agree to exactly the words that they read: ``sha`` is of these."""
    standing, _visitor = locked_for(may_agree, submission, Stage.DRAFT, actor=actor, at=at)
    sections = sections_of(standing)
    if not is_whole(standing, sections):
        raise NotWhole
    # Under the lock: what is agreed to is what was read, whoever writes at the same moment.
    if words_sha(standing, sections) != sha:
        raise MovedMeanwhile("")
    standing.stage, standing.agreed_by_id, standing.agreed_at, standing.sha = Stage.AGREED, actor, at, sha
    standing.save()
    record_act(act="submission.agreed", actor=actor, about=standing, at=at)
    settle(about=standing, person=actor, at=at)
    announce(kind="submission-agreed", about=standing, actor=actor, at=at)
    return standing


@transaction.atomic
def withdraw_submission(*, submission: Submission, actor: UUID, at: datetime) -> Submission:
    """Take a submission back; where it was agreed it stays on its page, which says so."""
    standing, _visitor = locked_for(may_withdraw, submission, Stage.DRAFT, Stage.AGREED, actor=actor, at=at)
    standing.stage, standing.ended_at = Stage.WITHDRAWN, at
    standing.save()
    record_act(act="submission.withdrawn", actor=actor, about=standing, at=at)
    announce(kind="submission-ended", about=standing, actor=actor, at=at)
    return standing
