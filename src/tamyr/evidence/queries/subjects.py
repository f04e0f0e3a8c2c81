"""What a judgement is about: a country beside its rating, or one criterion of one version of its NDC."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from climate_pathways.assessment import Assessment
from climate_pathways.assessment.tables import quality_table
from climate_pathways.pledges import QUALITY, QUALITY_CRITERIA, criterion_name, newest_contribution


@dataclass(frozen=True)
class Subject:
    """``document`` and ``criterion`` are empty where it is the country beside its rating."""

    iso3: str
    document: str = ""
    criterion: str = ""

    @property
    def is_criterion(self) -> bool:
        return bool(self.criterion)

    @property
    def fields(self) -> Mapping[str, str]:
        return asdict(self)


def is_there(subject: Subject, assessment: Assessment) -> bool:
    """Whether a country has this version of its NDC, and there is this criterion."""
    versions = {document.id for document in assessment.pledges.contributions()}
    return subject.document in versions and subject.criterion in QUALITY_CRITERIA


@dataclass(frozen=True)
class CriterionAnswer:
    """What a version says of a criterion: the answer of the evidence with its place, or that it was not looked at."""

    id: str
    name: str
    document: str
    answer: str
    says: str
    where: str


def criterion_words(subject: Subject, assessment: Assessment, language: str) -> str:
    """Name a criterion and its version: ``A target for methane, NDC 3.0``."""
    title = assessment.pledges.document(subject.document).title(language)
    return f"{criterion_name(QUALITY, subject.criterion, language)}, {title}"


def criterion_said(subject: Subject, assessment: Assessment, language: str) -> CriterionAnswer:
    """Return what the evidence read of a criterion: it reads the newest version in force alone."""
    title = assessment.pledges.document(subject.document).title(language)
    name = criterion_name(QUALITY, subject.criterion, language)
    said = CriterionAnswer(subject.criterion, name, title, "", "", "")
    if newest_contribution(assessment.pledges).id != subject.document:
        return said
    table = quality_table(assessment, language)
    # The table has one row for each answer, in the same order; ``strict`` says so if it ever has not.
    for answer, row in zip(assessment.ndc_quality, table.rows if table else (), strict=True):
        if answer.criterion == subject.criterion:
            # Without the row's first cell, which names the criterion.
            return CriterionAnswer(subject.criterion, name, title, *row[1:])
    return said
