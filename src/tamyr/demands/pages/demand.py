"""What the page of a demand shows: its words, who stands behind it, evidence, letters, and what became of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.demands import rules
from tamyr.demands.logic.contradictions import DemandTarget
from tamyr.demands.models import Commitment, Demand, Origin, PromiseReading, RightOfReply, Stage, Verdict
from tamyr.demands.pages.following import LetterShown, letter_shown, named_in
from tamyr.demands.pages.readers import Readers, readers_of
from tamyr.demands.pages.steps import NextStep, next_steps
from tamyr.demands.queries.backers import BackersShown, backers_of, unnamed_on
from tamyr.demands.queries.deliveries import deliveries_of
from tamyr.demands.queries.demands import asked_by, contradicted_by, is_everybodys
from tamyr.demands.queries.evidence import Quotation, quotes_of
from tamyr.demands.queries.texts import Words, draft_sha, texts_of, title_of, words_for
from tamyr.network.logic.country_names import country_name
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.members import members_visible_to
from tamyr.positions.queries.positions import positions_visible_to
from tamyr.positions.queries.signatures import SignaturesShown, signatures_of
from tamyr.positions.queries.texts import title_of as position_title
from tamyr.safety.models import ExposureLevel
from tamyr.shared.languages import language

# So many other demands stand beside one; a link leads to the others.
CONTRADICTIONS = 10


@dataclass(frozen=True)
class Contradiction:
    """Another demand that asks for another number of the same thing."""

    number: int
    title: str
    words: str


@dataclass(frozen=True)
class Contradictions:
    """The newest of them; ``more``: where all demands about this number are listed, if there are more."""

    shown: tuple[Contradiction, ...] = ()
    more: str = ""

    def __bool__(self) -> bool:
        return bool(self.shown)


@dataclass(frozen=True)
class VerdictShown:
    verdict: Verdict
    member: Member | None


@dataclass(frozen=True)
class ReplyShown:
    """What an addressee replied, with the name by which it is called today."""

    row: RightOfReply
    addressee: str


@dataclass(frozen=True)
class ReadingShown:
    """One organisation's word on a promise; ``member`` is None where its name is not this visitor's to know."""

    reading: PromiseReading
    member: Member | None


@dataclass(frozen=True)
class PromiseShown:
    """A promise with its readings; ``is_dissent``: they differ."""

    row: Commitment
    addressee: str
    readings: tuple[ReadingShown, ...]
    is_dissent: bool


@dataclass(frozen=True)
class OutcomeShown:
    """What became of a demand: each member's reading, and whether two of them read alike."""

    verdicts: tuple[VerdictShown, ...]
    words: str
    is_dissent: bool
    commitments: tuple[PromiseShown, ...]
    replies: tuple[ReplyShown, ...]


@dataclass(frozen=True)
class Clause:
    """The clause that a demand comes from, where its reader may read the position."""

    title: str
    address: str
    signatures: SignaturesShown


@dataclass(frozen=True)
class DemandPage:
    demand: Demand
    words: Words
    place: str
    stage_words: str
    backers: BackersShown
    author: Member | None
    clause: Clause | None
    quotes: tuple[Quotation, ...]
    contradictions: Contradictions
    letters: tuple[tuple[LetterShown, tuple[NextStep, ...]], ...]
    judged: OutcomeShown
    number: str
    readers: Readers

    @property
    def will_be_public(self) -> bool:
        """Whether everybody reads it once it is agreed."""
        return self.demand.exposure == ExposureLevel.PUBLIC and self.demand.stage == Stage.DRAFT

    @property
    def addressees(self) -> list[str]:
        return list(dict.fromkeys(letter.addressee for letter, _steps in self.letters))

    @property
    def suggested(self) -> Quotation | None:
        """The assessment whose suggestion it is, where it comes from one."""
        version = self.demand.assessment
        return next((quoted for quoted in self.quotes if version and quoted.version == version), None)

    @property
    def is_public(self) -> bool:
        return is_everybodys(self.demand)


def demand_page(demand: Demand, visitor: Visitor) -> DemandPage:
    """Return a demand as one visitor may read it."""
    letters, is_inside = deliveries_of(demand, visitor.at), bool(rules.may_see_inside(visitor))
    named = named_in(letters, visitor)
    member = demand.member
    known = member is not None and members_visible_to(visitor).filter(pk=member.pk).exists()
    return DemandPage(
        demand=demand,
        words=words_for(demand),
        place=place_words(demand.iso3),
        stage_words=demand.get_stage_display(),
        backers=backers_of(demand, visitor),
        # It may hide from a reader who may read what it asks for.
        author=member if known else None,
        clause=_clause(demand, visitor),
        quotes=tuple(quotes_of(demand)),
        contradictions=contradictions_of(visitor, asked_by(demand)) if demand.subject else Contradictions(),
        letters=tuple(
            (letter_shown(letter, visitor, named), tuple(next_steps(letter)) if is_inside else ())
            for letter in letters
        ),
        judged=judged(demand, visitor),
        number=number_words(demand),
        readers=readers_of(demand, visitor),
    )


def place_words(iso3: str) -> str:
    return country_name(iso3, language()) if iso3 else _("The region, or an international body")


def number_words(demand: Demand) -> str:
    """Say the number that a demand asks for, and of what."""
    if not demand.subject or demand.number_asked is None:
        return ""
    return said_number(demand.get_subject_display(), demand.target_year, number_format(demand.number_asked))


def said_number(subject: str, year: int | None, value: str) -> str:
    words = {"subject": subject, "year": year, "value": value}
    if year:
        return _("%(subject)s, %(year)s: %(value)s") % words
    return _("%(subject)s: %(value)s") % words


def contradictions_of(visitor: Visitor, asked: DemandTarget) -> Contradictions:
    # One more than is shown tells whether there are more.
    found = contradicted_by(visitor, asked, most=CONTRADICTIONS + 1)
    shown = (
        Contradiction(other.number, title_of(other), number_words(other)) for other in found[:CONTRADICTIONS]
    )
    # Of every country: what is asked of the whole region contradicts what is asked of one.
    listed = f"{reverse('demands:demands')}?{urlencode({'subject': asked.subject})}"
    return Contradictions(tuple(shown), listed if len(found) > CONTRADICTIONS else "")


def _clause(demand: Demand, visitor: Visitor) -> Clause | None:
    version = demand.version
    if demand.origin != Origin.POSITION or version is None:
        return None
    if not positions_visible_to(visitor).filter(pk=version.position_id).exists():
        return None
    address = reverse("positions:position", args=[version.position.number])
    return Clause(position_title(version)[0], f"{address}#{demand.code}", signatures_of(version, visitor))


def judged(demand: Demand, visitor: Visitor) -> OutcomeShown:
    rows = list(demand.verdicts.filter(replaced_at=None))
    read = PromiseReading.objects.filter(commitment__demand=demand, replaced_at=None)
    # Of a draft nothing has been read.
    readings = list(read) if demand.agreed_at else []
    known = _named(demand, visitor, [*rows, *readings])
    return OutcomeShown(
        verdicts=tuple(VerdictShown(row, known.get(row.member_id)) for row in rows),
        words=_verdict_words(rows),
        is_dissent=len({row.reading for row in rows}) > 1,
        commitments=tuple(_promises(demand, visitor, readings, known)),
        replies=tuple(ReplyShown(row, name) for row, name in _with_names(demand.replies.all(), visitor)),
    )


def _named(
    demand: Demand, visitor: Visitor, rows: Iterable[Verdict | PromiseReading]
) -> Mapping[object, Member]:
    """Return the members that may be named here: not those whose names hide, nor who stands behind it without one."""
    unnamed = {member for _demand, member in unnamed_on([demand])}
    members = {row.member_id for row in rows if row.member_id} - unnamed
    return members_visible_to(visitor).prefetch_related("words").in_bulk(list(members)) if members else {}


def _promises(
    demand: Demand, visitor: Visitor, readings: list[PromiseReading], known: Mapping[object, Member]
) -> Iterator[PromiseShown]:
    for promise, addressee in _with_names(demand.commitments.all(), visitor):
        own = [reading for reading in readings if reading.commitment_id == promise.pk]
        shown = tuple(ReadingShown(reading, known.get(reading.member_id)) for reading in own)
        yield PromiseShown(promise, addressee, shown, len({reading.outcome for reading in own}) > 1)


def _with_names(rows: QuerySet[Any], visitor: Visitor) -> Iterator[tuple[Any, str]]:
    for row in rows.select_related("institution").prefetch_related("institution__names"):
        yield row, row.institution.name_on(visitor.on)


def _verdict_words(rows: list[Verdict]) -> str:
    if not rows:
        return _("Nobody has said yet what became of it.")
    readings = {row.get_reading_display() for row in rows}
    if len(rows) == 1:
        return _("One organisation has read it: %(reading)s. Two readings make a verdict.") % {
            "reading": readings.pop()
        }
    if len(readings) == 1:
        return ngettext(
            "%(count)d organisation reads it alike: %(reading)s.",
            "%(count)d organisations read it alike: %(reading)s.",
            len(rows),
        ) % {"count": len(rows), "reading": readings.pop()}
    return _("The readings differ: %(readings)s.") % {"readings": "; ".join(sorted(readings))}


def acts_of(demand: Demand, visitor: Visitor) -> dict[str, Any]:
    """Return what this visitor may do with a demand now."""
    rows = [words.row for words in texts_of(demand).values() if words.row and not words.is_ready]
    may_agree = rules.may_agree(visitor, demand)
    return {
        "may_write": rules.may_write(visitor, demand),
        "may_agree": may_agree,
        # Of what this page shows: the button sends it along, and to anything else nobody has agreed.
        "sha": draft_sha(demand) if may_agree else "",
        "may_withdraw": rules.may_withdraw(visitor, demand),
        "may_back": rules.may_back(visitor, demand),
        "may_deliver": rules.may_deliver(visitor, demand),
        "may_record": rules.may_record(visitor, demand),
        "may_judge": rules.may_judge(visitor, demand),
        "may_close": rules.may_close(visitor, demand),
        "to_check": [row for row in rows if rules.may_check(visitor, demand, row)],
        "texts": list(texts_of(demand).values()) if rules.may_see_inside(visitor) else [],
        "is_draft": demand.stage == Stage.DRAFT,
    }


def structured(page: DemandPage, address: str) -> dict[str, Any]:
    """Describe a public demand to machines."""
    return {
        "@type": "CreativeWork",
        "@id": address,
        "url": address,
        "name": page.words.title,
        "text": page.words.ask,
        "inLanguage": page.words.language,
        "identifier": str(page.demand.number),
        "dateCreated": page.demand.agreed_at.date().isoformat() if page.demand.agreed_at else None,
        "creativeWorkStatus": str(page.stage_words),
        "about": str(page.demand.get_theme_display()),
        "spatialCoverage": page.place,
        "audience": [{"@type": "Organization", "name": name} for name in page.addressees],
        # Those whom this reader may know of, as on the page around it.
        "sponsor": [{"@type": "Organization", "name": member.name} for member in page.backers.named],
    }
