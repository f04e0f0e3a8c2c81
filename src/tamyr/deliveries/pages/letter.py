"""A letter to a public body as a paper: its head, to whom, the ask, who stands behind it, the evidence."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from tamyr.addressees.queries.directory import holder_of, standing_for
from tamyr.deliveries.logic.headings import Headings
from tamyr.deliveries.queries.batches import road_of
from tamyr.deliveries.queries.texts import LetterWords
from tamyr.demands.models import Delivery
from tamyr.demands.queries.backers import BackersShown, backers_of
from tamyr.demands.queries.evidence import quotes_of
from tamyr.network.models import Member, Visitor
from tamyr.positions.pages import typesetting
from tamyr.procedures.pages import unnamed_lines
from tamyr.shared.languages import BOUND_LANGUAGES


@dataclass(frozen=True)
class Annex:
    country: str
    words: str
    where: str


@dataclass(frozen=True)
class Content:
    """Everything a letter says, in words. ``named`` are the keys of the organisations that it names.

    ``frame`` is the language of its headings, ``evidence_in`` that of names and evidence.
    """

    language: str
    frame: str
    letterhead: tuple[str, ...]
    to: tuple[str, ...]
    day: str
    reference: str
    title: str
    ask: tuple[str, ...]
    fulfilled_heading: str
    fulfilled_when: tuple[str, ...]
    answer_line: str
    signatures_heading: str
    signatures: tuple[str, ...]
    annex_heading: str
    annex: tuple[Annex, ...]
    page_label: str
    named: tuple[str, ...]
    evidence_in: str = ""

    @property
    def number(self) -> str:
        """Our number of the letter, without the words before it."""
        return self.reference.split(" ")[-1]

    @property
    def sha(self) -> str:
        return sha256(json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Heading:
    """What stands around the words: who writes, the day that it is dated, its number, where answers come in."""

    member: Member | None
    dated_on: date
    reference: str
    answers_to: str


def content_of(delivery: Delivery, words: LetterWords, heading: Heading, at: datetime) -> Content:
    """Return a letter as it reads at a moment, as the world may know it: a hidden organisation is counted only."""
    ours = words.language if words.language in BOUND_LANGUAGES else "en"
    # In the language of the letter, never of whoever looks: its hash would be another for each of them.
    with override(ours):
        backers = backers_of(delivery.demand, Visitor(at=at))
        frame = words.headings or _own_headings()
        # The site has no names of months in the languages of nations: there a day is figures.
        day = (lambda on: on.strftime("%d.%m.%Y")) if words.headings else date_format
        signed = [f"{member.name}, {member.country.name}" for member in backers.named]
        return Content(
            language=words.language,
            frame=words.language if words.headings else ours,
            letterhead=tuple(_letterhead(heading, frame)),
            to=tuple(_addressee(delivery, words.language, at.date())),
            day=day(heading.dated_on),
            reference=frame.reference.format(reference=heading.reference),
            title=words.title,
            ask=paragraphs(words.ask),
            fulfilled_heading=frame.fulfilled,
            fulfilled_when=paragraphs(words.fulfilled_when),
            answer_line=frame.answer.format(address=heading.answers_to),
            signatures_heading=frame.signed,
            signatures=(*signed, *_unnamed(backers, words.headings)),
            annex_heading=frame.evidence,
            annex=tuple(_annex(delivery, frame, day)),
            # How many pages there are is known to the typesetter alone: it fills the places in.
            page_label=frame.page.format(page="{page}", pages="{pages}"),
            named=tuple(str(member.pk) for member in backers.named),
            evidence_in=ours,
        )


def _own_headings() -> Headings:
    """Return the headings in the language that is spoken now, one of the site's own."""
    # Each place is filled in by its own name: so they are filled in alike, whichever headings they are.
    return Headings(
        network=_("Regional network of climate organisations"),
        reference=_("Our reference: %(reference)s") % {"reference": "{reference}"},
        fulfilled=_("What would count as fulfilled"),
        answer=_("Please answer in writing to %(address)s and name our reference.")
        % {"address": "{address}"},
        signed=_("Signed by"),
        unnamed="",
        few="",
        evidence=_("Evidence"),
        quoted=_("Version %(version)s, quoted on %(day)s") % {"version": "{version}", "day": "{day}"},
        page=_("page {page} of {pages}"),
    )


def _unnamed(backers: BackersShown, headings: Headings | None) -> list[str]:
    """Say how many stand behind it without their names; beside headings of a nation without plurals and countries."""
    if headings is None:
        return unnamed_lines(backers)
    if backers.unnamed is None:
        return []
    total = backers.unnamed.total
    # Fewer than three are not counted: the number would tell who they are.
    return [headings.few if total is None else headings.unnamed.format(count=total)]


def paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip())


def _letterhead(heading: Heading, frame: Headings) -> Iterator[str]:
    if heading.member is None:
        yield frame.network
    else:
        yield heading.member.name
        yield heading.member.country.name


def _addressee(delivery: Delivery, code: str, on: date) -> Iterator[str]:
    """Yield to whom it goes: the body, the office, and who holds it where a public page says so."""
    yield standing_for(delivery.institution).name_on(on, code)
    road = road_of(delivery, on)
    office = delivery.office or (road.office if road else None)
    if office is None:
        return
    yield office.title
    holder = holder_of(office, on)
    if holder is not None:
        yield holder.name


def _annex(delivery: Delivery, frame: Headings, day: Callable[[date], str]) -> Iterator[Annex]:
    for quoted in quotes_of(delivery.demand):
        where = frame.quoted.format(version=quoted.version, day=day(quoted.quoted_on))
        yield Annex(quoted.country, quoted.words, where)


def plain_text(content: Content) -> str:
    """Return a letter as plain text: the words of a mail, or what is pasted into a portal."""
    annex = [f"{row.country}\n{row.words}\n{row.where}" for row in content.annex]
    parts = (
        "\n".join(content.letterhead),
        "\n".join(content.to),
        f"{content.day}\n{content.reference}",
        content.title,
        *content.ask,
        content.fulfilled_heading,
        *content.fulfilled_when,
        content.answer_line,
        "\n".join((content.signatures_heading, *(f"– {line}" for line in content.signatures)))
        if content.signatures
        else "",
        *((content.annex_heading, *annex) if annex else ()),
    )
    return "\n\n".join(filter(None, parts)) + "\n"


def read_content(words: dict[str, Any]) -> Content:
    """Return a letter as it was kept."""
    # JSON knows no tuples, and no list is equal to one.
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in words.items()
    }
    given["annex"] = tuple(Annex(**row) for row in words["annex"])
    return Content(**given)


def typeset(content: Content, dated_on: date) -> bytes:
    """Return a letter as PDF/UA-1, the same bytes for the same words."""
    # By which keys organisations are known here goes into no paper.
    letter = {**asdict(content), "named": []}
    # The day of the letter stands for the moment of its making: by the clock each setting has other bytes.
    return typesetting.typeset(
        "deliveries",
        "letter.typ",
        {"letter": letter},
        datetime.combine(dated_on, time(), UTC),
        adopted=("title", "ask", "fulfilled_when"),
    )


def file_name(reference: str) -> str:
    """Return a name that every portal takes: Latin letters, digits and a hyphen."""
    return f"{reference.lower()}.pdf"
