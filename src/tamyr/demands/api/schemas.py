"""What goes in and out: each word of a question with its bounds, each fact with its type."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from django.utils.translation import gettext_noop
from ninja import Field, Path, Query, Schema

from tamyr.addressees.logic.kinds import LEVELS
from tamyr.demands.queries.demands import DRAFT, STATES
from tamyr.network.models.vocabularies import Theme

MOST_NUMBERS = 99_999
# Without drafts: whoever asks here is told what strangers are, and they read none.
DemandState = StrEnum(  # type: ignore[misc]
    "DemandState", {state.upper(): state for state in STATES if state != DRAFT}
)
DemandTheme = StrEnum(  # type: ignore[misc]
    "DemandTheme", {code.upper().replace("-", "_"): code for code in Theme.values}
)
BodyLevel = StrEnum("BodyLevel", {level.upper(): level for level in LEVELS})  # type: ignore[misc]

ChosenTheme = Annotated[DemandTheme | None, Query(description=gettext_noop("One theme of the network."))]
ChosenState = Annotated[DemandState | None, Query(description=gettext_noop("How far a demand has come."))]
ChosenLevel = Annotated[BodyLevel | None, Query(description=gettext_noop("The level of a body."))]
ChosenBody = Annotated[
    int | None,
    Query(
        description=gettext_noop("The number of an addressee, as /addressees gives it."),
        ge=1,
        le=MOST_NUMBERS,
    ),
]
Number = Annotated[int, Path(description=gettext_noop("The number of a demand."), ge=1, le=MOST_NUMBERS)]


NEXT = Field(description="Where the rows after these are asked for; null after the last ones.")


class InLanguages(Schema):
    """A text in both languages; empty where there is none that counts."""

    en: str
    ru: str


class DemandFacts(Schema):
    number: int
    iso3: str = Field(description="The country it is about, or empty.")
    theme: str
    stage: str
    language: str = Field(description="Of the words that count where the two languages differ.")
    title: InLanguages
    ask: InLanguages
    fulfilled_when: InLanguages
    subject: str = Field(description="What its number is asked of, or empty.")
    target: float | None
    target_year: int | None
    due_on: date
    # Never null: whoever asks is told what strangers are, and nothing else is theirs to read.
    agreed_on: date
    ended_on: date | None


class Demands(Schema):
    """``count``: how many there are in all; ``rows``: those asked for, the newest first."""

    count: int
    next: str | None = NEXT
    rows: list[DemandFacts]


class Body(Schema):
    number: int
    iso3: str = Field(description="Empty for a body of no country.")
    name: InLanguages


class LetterEvent(Schema):
    """What happened to a letter; ``is_corrected``: something else took its place, or it never happened."""

    kind: str
    on: date
    number: str
    until: date | None
    ground: str
    to: Body | None
    is_corrected: bool


class Letter(Schema):
    """A letter with its clock: two days where the law is read in two ways, and whether they are only probable."""

    addressee: Body
    letter: str
    way: str
    language: str
    state: str = Field(
        description="With not_in_order its events are said in an order that cannot be: no day is counted by them."
    )
    is_late: bool
    expected_by: date | None = Field(description="By the law alone.")
    late_after: date | None = Field(
        description="The day that is_late follows: by the law, and by put_off_to as far as the law lets it be. "
        "None while the body waits for what it asked for."
    )
    is_provisional: bool | None = Field(description="Whether the day by the law alone is only probable.")
    put_off_to: date | None = Field(description="The day that the body itself named.")
    events: list[LetterEvent]


class ReadingOfIt(Schema):
    reading: str
    on: date
    reason: str
    language: str


class PromiseMade(Schema):
    addressee: Body
    words: str
    language: str
    said_on: date
    due_on: date
    source: str
    outcome: str
    outcome_on: date | None
    outcome_source: str


class ReplyOfABody(Schema):
    addressee: Body
    words: str
    language: str
    received_on: date


class QuotedEvidence(Schema):
    iso3: str
    version: str
    quoted_on: date


class WholeDemand(DemandFacts):
    """A demand with its letters, and what became of it. Who stands behind it is on its page alone."""

    letters: list[Letter]
    readings: list[ReadingOfIt]
    promises: list[PromiseMade]
    replies: list[ReplyOfABody]
    evidence: list[QuotedEvidence]


class Answers(Schema):
    """Counts of letters; ``percent`` of those answered or refused is null where letters are too few to say."""

    letters: int
    answered: int
    refused: int
    percent: int | None
    median_days: int | None
    readings: dict[str, int]


class AnswersOfACountry(Answers):
    iso3: str = Field(description="Empty for bodies of no country.")


class AnswersOfABody(Answers):
    addressee: Body


class WhoAnswers(Schema):
    as_of: date
    method: str
    fewest_letters: int
    countries: list[AnswersOfACountry]
    addressees: list[AnswersOfABody]


class KnownBody(Body):
    level: str
    kind: str
    website: str
    status: str
    source_url: str
    source_seen_on: date


class Bodies(Schema):
    count: int
    next: str | None = NEXT
    rows: list[KnownBody]
