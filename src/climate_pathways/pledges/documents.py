"""What states have promised: every version of their documents and each target, with its source.

One reviewed file per country, ``data/pledges/<ISO3>.toml``, in our own words. A target carries a
status: *verified* (read in the text of this document, at its place), *reported* (read elsewhere) or
*unverified*. A document whose target nobody could find stands here by its date alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from climate_pathways.pledges.account import Account, Commitment, Difference, Fact, account_of

VERIFIED, REPORTED, UNVERIFIED = "verified", "reported", "unverified"
STATUSES = (VERIFIED, REPORTED, UNVERIFIED)
UNCONDITIONAL, CONDITIONAL, UNSPECIFIED = "unconditional", "conditional", "unspecified"
CONDITIONS = (UNCONDITIONAL, CONDITIONAL, UNSPECIFIED)
BASE_YEAR, BAU, INTENSITY = "base-year", "bau", "intensity"
ABSOLUTE, PER_CAPITA, NEUTRALITY = "absolute", "per-capita", "neutrality"
TYPES = (BASE_YEAR, BAU, INTENSITY, ABSOLUTE, PER_CAPITA, NEUTRALITY)
NDC = "ndc"
DOCUMENT_KINDS = (NDC, "long-term-strategy", "law", "statement")
SOURCE_KINDS = ("official", "registry", "report", "press")
LAND_USE = ("included", "excluded", "unclear")
SCOPES = ("ghg", "co2", "unclear")
ACTIVE, ARCHIVED = "active", "archived"
# Also said in the explanation of pledges and in the glossary: the rule by which a country is judged.
HEADLINE_UNTIL = 2040
ENTERED, NOT_ENTERED, NO_TARGETS = "entered", "not-entered", "none"
# Frozen assessments of earlier releases hold these; today the document's facts say the same with their places.
FORMER_FIELDS = ("base_mt_co2e", "bau_mt_co2e", "gdp_growth_percent", "expected_mt_co2e", "locator")


@dataclass(frozen=True)
class Citation:
    """Where a fact was read: title, publisher, address and, where known, date."""

    id: str
    title: str
    publisher: str
    kind: str
    url: str
    language: str
    published_on: date | None = None


@dataclass(frozen=True)
class Document:
    """One version of one document.

    ``targets``: whether its targets are entered here; ``texts``: the files it was read in, word for
    word; none: the document was not read, whatever others report of it.
    """

    id: str
    kind: str
    version: int
    title_en: str
    title_ru: str
    submitted_on: date
    status: str
    source: str
    targets: str
    url: str = ""
    note_en: str = ""
    note_ru: str = ""
    texts: tuple[str, ...] = ()

    def title(self, language: str) -> str:
        return self.title_ru if language == "ru" else self.title_en

    def note(self, language: str) -> str:
        return self.note_ru if language == "ru" else self.note_en


@dataclass(frozen=True)
class Pledge:
    """One target of one document, as the document gives it.

    ``reduction_percent``: below the reference, one number or lowest and highest; ``target_mt_co2e``:
    an amount, Mt CO2e in ``gwp`` and on the footing ``land_use``. The tonnes that a document prints
    are its facts (``account.Fact``). ``at_least``, ``up_to``: how the promise is limited, in its own
    words. ``variant_of``: another target's identifier, where this is a second way to understand its
    words. ``place``, ``line``, ``printed``: where the promise stands in ``text``, or in the first
    text of its document. ``FORMER_FIELDS`` are read in frozen assessments only.
    """

    id: str
    document: str
    year: int
    type: str
    condition: str
    status: str
    source: str
    reduction_percent: tuple[float, ...] = ()
    base_year: int | None = None
    base_mt_co2e: float | None = None
    bau_mt_co2e: float | None = None
    target_mt_co2e: tuple[float, ...] = ()
    t_co2e_per_person: float | None = None
    gdp_growth_percent: tuple[float, ...] = ()
    expected_mt_co2e: float | None = None
    variant_of: str = ""
    gases: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    gwp: str = ""
    land_use: str = "unclear"
    scope: str = ""
    period: str = ""
    locator: str = ""
    note_en: str = ""
    note_ru: str = ""
    # Each of these came with a later release: a new one needs an empty default and its name in
    # `LATER_FIELDS`.
    at_least: bool = False
    up_to: bool = False
    condition_en: str = ""
    condition_ru: str = ""
    text: str = ""
    place: str = ""
    line: int | None = None
    printed: str = ""

    def note(self, language: str) -> str:
        return self.note_ru if language == "ru" else self.note_en

    def condition_in(self, language: str) -> str:
        """Return what a conditional target depends on, in our words; empty where it is not said."""
        return self.condition_ru if language == "ru" else self.condition_en

    @property
    def is_conditional(self) -> bool:
        return self.condition == CONDITIONAL


@dataclass(frozen=True)
class Pledges:
    """All of one country's documents, oldest first within each kind, their targets and sources."""

    iso3: str
    reviewed_on: date
    citations: Mapping[str, Citation]
    documents: tuple[Document, ...]
    targets: tuple[Pledge, ...] = field(default=())
    facts: tuple[Fact, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    differences: tuple[Difference, ...] = ()

    def account(self, pledge: Pledge) -> Account:
        """Return what the documents print about a target."""
        of_others = {target.id for target in self.targets if target.document != pledge.document}
        return account_of(pledge, self.facts, of_other_documents=of_others)

    def text_of(self, pledge: Pledge) -> str:
        """Return the file in which a target was read; empty where none was."""
        texts = self.document(pledge.document).texts
        return pledge.text or (texts[0] if texts else "")

    def citation_of(self, text: str) -> Citation | None:
        """Return where a text can be read: the source named like it, else that of a target read in it."""
        if not text:
            return None
        stem = text.rpartition(".")[0]
        # Texts keep the names they had where they were collected, so that most addresses hold one.
        named = [citation for citation in self.citations.values() if stem in citation.url]
        read_in = [
            self.citations[target.source]
            for target in self.targets
            if target.line and self.text_of(target) == text
        ]
        return next(iter([*named, *read_in]), None)

    def document(self, name: str) -> Document:
        # Entries that name a document were held against this list at the door: none is missing here.
        return next(document for document in self.documents if document.id == name)

    def commitments_of(self, document: Document) -> tuple[Commitment, ...]:
        return tuple(commitment for commitment in self.commitments if commitment.document == document.id)

    def differences_of(self, document: Document) -> tuple[Difference, ...]:
        return tuple(difference for difference in self.differences if difference.document == document.id)

    def of(self, document: Document) -> tuple[Pledge, ...]:
        return tuple(target for target in self.targets if target.document == document.id)

    def contributions(self) -> tuple[Document, ...]:
        """Return the versions of the NDC, oldest first."""
        return tuple(document for document in self.documents if document.kind == NDC)

    def quantities(self) -> tuple[Pledge, ...]:
        """Return the targets that mean tonnes in a year, without second ways to understand them."""
        return tuple(target for target in self.targets if target.type != NEUTRALITY and not target.variant_of)

    def variants(self, pledge: Pledge) -> tuple[Pledge, ...]:
        return tuple(target for target in self.targets if target.variant_of == pledge.id)

    def neutrality(self) -> tuple[Pledge, ...]:
        """Return the promises to become neutral that are in force, earliest year first."""
        return tuple(target for target in self._neutral() if target not in self.former_neutrality())

    def former_neutrality(self) -> tuple[Pledge, ...]:
        """Return the promises to become neutral of NDCs in force whose year a newer NDC names otherwise.

        An older NDC stays in force for its own targets; the goal is spoken for by the newest that names one.
        """
        # A law or a strategy that names another year is no older NDC: both years stay, and a flag says so.
        promises = [target for target in self._neutral() if self.document(target.document).kind == NDC]
        newest = max(map(self._submitted, promises), default=None)
        years = {target.year for target in promises if self._submitted(target) == newest}
        return tuple(target for target in promises if target.year not in years)

    def _neutral(self) -> tuple[Pledge, ...]:
        promises = [
            target
            for target in self.targets
            if target.type == NEUTRALITY and self._is_active(target) and not target.variant_of
        ]
        return tuple(sorted(promises, key=lambda target: target.year))

    def current(self) -> tuple[Pledge, ...]:
        """Return the quantified targets in force.

        Each year is spoken for by the newest document in force that has a target for it.
        """
        active = [target for target in self.quantities() if self._is_active(target)]
        # An older document stays in force for the years that the newer one does not speak of.
        newest = {
            year: max((target for target in active if target.year == year), key=self._submitted).document
            for year in {target.year for target in active}
        }
        current = [target for target in active if newest[target.year] == target.document]
        # By year: charts and demands that take the last one mean the latest.
        return tuple(sorted(current, key=lambda target: (target.year, target.is_conditional)))

    def ahead(self, as_of: int) -> tuple[Pledge, ...]:
        """Return the quantified targets in force whose year has not passed by ``as_of``."""
        return tuple(target for target in self.current() if target.year >= as_of)

    def headline(self) -> Pledge | None:
        """Return the target a country is judged by: its own effort, for the last year up to 2040."""
        own = [
            target for target in self.current() if not target.is_conditional and target.year <= HEADLINE_UNTIL
        ]
        # What depends on others' money stands in only where a state promised nothing by itself.
        near = own or [target for target in self.current() if target.year <= HEADLINE_UNTIL]
        return max(near, key=lambda target: target.year, default=None)

    def _is_active(self, target: Pledge) -> bool:
        return self.document(target.document).status == ACTIVE

    def _submitted(self, target: Pledge) -> date:
        return self.document(target.document).submitted_on

    def flags(self) -> tuple[str, ...]:
        """Return what a reader must know of the entries as a whole."""
        holds = {
            "target-not-entered": any(document.targets == NOT_ENTERED for document in self.documents),
            "pledge-unverified": any(target.status == UNVERIFIED for target in self.targets),
            "pledges-contradict": bool(self._contradictions()),
            "pledge-ambiguous": any(self.variants(target) for target in self.quantities()),
            "neutrality-years-differ": len({promise.year for promise in self.neutrality()}) > 1,
        }
        return tuple(flag for flag, is_so in holds.items() if is_so)

    def _contradictions(self) -> list[tuple[Pledge, Pledge]]:
        """Return pairs of one document where the conditional target asks for less than the other."""
        pairs = [
            (own, conditional)
            for own in self.quantities()
            for conditional in self.quantities()
            if (own.document, own.year, own.type)
            == (conditional.document, conditional.year, conditional.type)
            and (own.condition, conditional.condition) == (UNCONDITIONAL, CONDITIONAL)
        ]
        return [
            pair
            for pair in pairs
            # Both are of one type, and a type that needs a percentage needs it of both: no max of nothing.
            if pair[0].reduction_percent and max(pair[1].reduction_percent) < max(pair[0].reduction_percent)
        ]
