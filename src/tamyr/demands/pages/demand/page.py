"""What the page of a demand shows: its words, who stands behind it, evidence and letters, and what may be done with it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from tamyr.demands import rules
from tamyr.demands.logic.contradictions import DemandTarget
from tamyr.demands.models import Demand, Origin, Stage
from tamyr.demands.pages.demand.outcome import OutcomeShown, judged
from tamyr.demands.pages.demand.words import number_words, place_words
from tamyr.demands.pages.following import LetterShown, letter_shown, named_in
from tamyr.demands.pages.readers import Readers, readers_of
from tamyr.demands.pages.steps import NextStep, next_steps
from tamyr.demands.queries.backers import BackersShown, backers_of
from tamyr.demands.queries.deliveries import deliveries_of
from tamyr.demands.queries.demands import asked_by, contradicted_by, is_everybodys
from tamyr.demands.queries.evidence import Quotation, quotes_of
from tamyr.demands.queries.texts import Words, draft_sha, texts_of, title_of, words_for
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.members import members_visible_to
from tamyr.positions.queries.positions import positions_visible_to
from tamyr.positions.queries.signatures import SignaturesShown, signatures_of
from tamyr.positions.queries.texts import title_of as position_title
from tamyr.safety.models import ExposureLevel

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
