"""To make a demand, write it in two languages, have it checked, agree to it, and end it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tamyr.demands.models import Backer, Demand, DemandText, Origin, Quote, Source, Stage
from tamyr.demands.pages.plan import plan_words
from tamyr.demands.queries.demands import demands_visible_to
from tamyr.demands.queries.evidence import answer_words, suggestion_words
from tamyr.demands.queries.texts import draft_sha, plan_sha, sha_of, texts_of, words_sha
from tamyr.demands.rules import may_agree, may_check, may_close, may_withdraw, may_write
from tamyr.network.models import Circle, Member, Visitor
from tamyr.network.rules import MayNot
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.notices.services import announce, settle
from tamyr.positions.models import Stage as PositionStage
from tamyr.positions.queries.positions import positions_visible_to
from tamyr.positions.queries.texts import find_place
from tamyr.procedures.logic.readings import READERS
from tamyr.procedures.services import AtAnotherStage, MovedMeanwhile, check_voice, locked_for
from tamyr.safety.models import ExposureLevel
from tamyr.safety.services import record_act
from tamyr.shared.languages import BOUND_LANGUAGES

ALIVE = (Stage.DRAFT, Stage.AGREED)


@dataclass(frozen=True)
class Words:
    """A demand as somebody writes it in one language."""

    title: str
    ask: str
    fulfilled_when: str


@dataclass(frozen=True)
class Plan:
    """What a demand is about, who may read it, and until when an answer in deeds is asked for."""

    iso3: str
    theme: str
    due_on: date
    exposure: str = ExposureLevel.PUBLIC
    circle: Circle | None = None
    subject: str = ""
    target: Decimal | None = None
    target_year: int | None = None


class NotWhole(Exception):
    """A demand has no words in one language yet, or ones that nobody has checked; ``languages`` names them."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        super().__init__(" ".join(languages))
        self.languages = languages


@transaction.atomic
def make_demand(
    *,
    plan: Plan,
    source: Source,
    words: Words,
    language: str,
    member: Member,
    form_key: UUID,
    actor: UUID,
    at: datetime,
) -> Demand:
    """Write a demand in the language that counts; its member stands behind it. The same form twice is one."""
    # Before any right is asked: a form that comes a second time is answered with what it made, whatever ended
    # since.
    known = Demand.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    check_voice(member=member, actor=actor, at=at)
    visitor = visitor_with(actor, at)
    _check_source(visitor, source)
    _check_circle(visitor, plan)
    demand = Demand.objects.create(
        # On PostgreSQL two at once may read the same last number: the database refuses the second, whose
        # words the site gives back.
        number=(Demand.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
        form_key=form_key,
        origin=source.origin,
        version=source.version,
        code=source.code,
        assessment=source.assessment,
        suggestion=source.suggestion,
        authoritative=language,
        member=member,
        written_by_id=actor,
        written_at=at,
        planned_by_id=actor,
        # Each field of a plan has the name of the demand's own.
        **vars(plan),
    )
    _put_words(demand, language, words, actor)
    _quote(demand, source, at)
    # No form asks here whether a name is given: of a member in hiding it must not be.
    Backer.objects.create(demand=demand, member=member, is_named=not member.is_guarded, joined_on=at.date())
    record_act(act="demand.made", actor=actor, about=demand, at=at, details={"origin": demand.origin})
    announce(kind="demand-made", about=demand, scope=member.pk, actor=actor, at=at)
    return demand


def _check_source(visitor: Visitor, source: Source) -> None:
    """Refuse what is no clause of an adopted position that one may read."""
    version = source.version
    # A suggestion that never was is refused where its words are quoted.
    if version is None:
        return
    is_read = positions_visible_to(visitor).filter(pk=version.position_id).exists()
    if not is_read or version.stage != PositionStage.ADOPTED or find_place(version, source.code) is None:
        raise MayNot(_("This clause is in no adopted position that you can read."))


def _check_circle(visitor: Visitor, plan: Plan) -> None:
    if plan.circle is not None and plan.circle.pk not in visitor.circles:
        raise MayNot(_("You do not sit in this circle now."))


def _quote(demand: Demand, source: Source, at: datetime) -> None:
    """Keep the words of the evidence as they are shown today: what is quoted does not change later."""
    quoted: Mapping[str, tuple[str, Mapping[str, str]]] = {}
    if source.version is not None:
        quoted = {
            quote.iso3: (quote.assessment, answer_words(quote.iso3, quote.assessment))
            for quote in source.version.quotes.all()
            # A position may quote several countries; a demand on one takes over what is said of that one.
            if demand.iso3 in ("", quote.iso3)
        }
    elif source.suggestion:
        said = suggestion_words(demand.iso3, source.assessment, source.suggestion)
        quoted = {demand.iso3: (source.assessment, said)}
    Quote.objects.bulk_create(
        Quote(
            demand=demand,
            iso3=iso3,
            assessment=version,
            words_en=said["en"],
            words_ru=said["ru"],
            quoted_at=at,
        )
        for iso3, (version, said) in quoted.items()
    )


@transaction.atomic
def change_plan(*, demand: Demand, plan: Plan, base_sha: str, actor: UUID, at: datetime) -> Demand:
    """Change what a draft is about, and who may read it; raise ``MovedMeanwhile`` where somebody was quicker."""
    standing, visitor = locked_for(may_write, demand, Stage.DRAFT, actor=actor, at=at)
    # Whoever sends what stands there already has lost nothing, whatever their form was opened on.
    if base_sha != plan_sha(standing) and any(
        getattr(standing, name) != value for name, value in vars(plan).items()
    ):
        raise MovedMeanwhile(plan_words(standing, visitor), plan_sha(standing))
    _check_circle(visitor, plan)
    # Its quote is of that country, and is not asked anew: under another one it would prove nothing.
    if standing.origin == Origin.ASSESSMENT and plan.iso3 != standing.iso3:
        raise MayNot(_("It asks for what the assessment of another country suggests."))
    for name, value in vars(plan).items():
        setattr(standing, name, value)
    # Whoever planned it last cannot be the second to agree to it: neither to a later day nor to other readers.
    standing.planned_by_id = actor
    standing.save()
    record_act(act="demand.changed", actor=actor, about=standing, at=at)
    return standing


@transaction.atomic
def write_words(
    *, demand: Demand, language: str, words: Words, base_sha: str, actor: UUID, at: datetime
) -> DemandText:
    """Write a draft in a language. Other authoritative words take the check of the translations away.

    ``base_sha``: of what the form showed; raises ``MovedMeanwhile`` where somebody wrote other words since.
    """
    standing, _visitor = locked_for(may_write, demand, Stage.DRAFT, actor=actor, at=at)
    if base_sha != words_sha(standing, language):
        there = texts_of(standing)[language]
        if there.row is None or there.is_stale or there.row.sha != sha_of(words, there.row):
            stands = there if there.row is not None else texts_of(standing)[standing.authoritative]
            words_now = "\n\n".join((stands.title, stands.ask, stands.fulfilled_when))
            raise MovedMeanwhile(words_now, words_sha(standing, language))
    row = _put_words(standing, language, words, actor)
    if language == standing.authoritative:
        # Whoever wrote the words last cannot be the second to agree to them.
        standing.written_by_id = actor
        standing.save(update_fields=["written_by"])
    record_act(act="demand.written", actor=actor, about=standing, at=at, details={"language": language})
    return row


def _put_words(demand: Demand, language: str, words: Words, actor: UUID) -> DemandText:
    # A translation names the words that it was made from, and is out of step as soon as these change: nobody
    # has to unset its check.
    before = DemandText.objects.filter(demand=demand, language=language).first()
    own = "" if language == demand.authoritative else texts_sha(demand)
    said = {
        "title": words.title,
        "ask": words.ask,
        "fulfilled_when": words.fulfilled_when,
        "sha": sha_of(words, before),
        "source_sha": own,
        "made_by_id": actor,
        "checked_by": None,
        "checked_at": None,
    }
    row, _is_new = DemandText.objects.update_or_create(demand=demand, language=language, defaults=said)
    return row


def texts_sha(demand: Demand) -> str:
    """Return the hash of the words that count."""
    return DemandText.objects.get(demand=demand, language=demand.authoritative).sha


@transaction.atomic
def check_words(*, demand: Demand, language: str, sha: str, actor: UUID, at: datetime) -> DemandText:
    """Let a second speaker confirm that a translation says what the authoritative words say."""
    standing = Demand.objects.select_for_update(no_key=True, of=("self",)).get(pk=demand.pk)
    visitor = visitor_with(actor, at)
    # The demand before its text, as whoever writes words takes them.
    row = DemandText.objects.select_for_update(no_key=True, of=("self",)).get(
        demand=standing, language=language
    )
    if not demands_visible_to(visitor).filter(pk=standing.pk).exists() or not may_check(
        visitor, standing, row
    ):
        raise MayNot(_("Somebody else than its maker checks a translation, once."))
    # Confirmed is what the page showed: somebody may have written other words, on either side, meanwhile.
    if row.sha != sha or row.source_sha != texts_sha(standing):
        raise MovedMeanwhile("")
    row.checked_by_id, row.checked_at = actor, at
    row.save(update_fields=["checked_by", "checked_at"])
    record_act(act="demand.checked", actor=actor, about=standing, at=at, details={"language": language})
    return row


@transaction.atomic
def agree_to_demand(*, demand: Demand, sha: str, actor: UUID, at: datetime) -> Demand:
    """Let a second person agree to a draft as they saw it, which is what ``sha`` is of: from then on it does not change."""
    standing, _visitor = locked_for(may_agree, demand, Stage.DRAFT, actor=actor, at=at)
    missing = tuple(code for code in BOUND_LANGUAGES if not texts_of(standing)[code].is_ready)
    if missing:
        raise NotWhole(missing)
    if draft_sha(standing) != sha:
        raise MovedMeanwhile("")
    standing.stage, standing.agreed_by_id, standing.agreed_at = Stage.AGREED, actor, at
    standing.save()
    record_act(act="demand.agreed", actor=actor, about=standing, at=at)
    settle(about=standing, person=actor, at=at)
    announce(kind="demand-agreed", about=standing, actor=actor, at=at)
    return standing


@transaction.atomic
def withdraw_demand(*, demand: Demand, why: str, actor: UUID, at: datetime) -> Demand:
    """Take a demand back; what was sent stays on its page with its events, and it says that it is withdrawn."""
    standing, _visitor = locked_for(may_withdraw, demand, *ALIVE, actor=actor, at=at)
    standing.ended_why = why
    return _end(standing, Stage.WITHDRAWN, actor, at)


@transaction.atomic
def close_demand(*, demand: Demand, actor: UUID, at: datetime) -> Demand:
    """End a demand that two members have read: nothing more is asked of anybody."""
    standing, _visitor = locked_for(may_close, demand, Stage.AGREED, actor=actor, at=at)
    # However they read it: two who disagree are an end as well.
    if standing.verdicts.filter(replaced_at=None).count() < READERS:
        raise AtAnotherStage(standing)
    return _end(standing, Stage.CLOSED, actor, at)


def _end(standing: Demand, stage: str, actor: UUID, at: datetime) -> Demand:
    standing.stage, standing.ended_at = stage, at
    standing.save()
    record_act(act=f"demand.{stage}", actor=actor, about=standing, at=at)
    announce(kind="demand-ended", about=standing, actor=actor, at=at)
    return standing
