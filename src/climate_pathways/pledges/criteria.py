"""Two checklists of facts read in the documents: of neutrality, and of the quality of the newest NDC.

One reviewed file per country, ``data/criteria/<ISO3>.toml``, in our own words. Each criterion has one
answer, each answer but "no", "not said" and "not read" a place in a document that was read; what earns
a "yes" is published below and the same for every country. Nothing is added up to a mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from climate_pathways.core.entries import among, ensure
from climate_pathways.core.publication import Method
from climate_pathways.core.wording import mark, say
from climate_pathways.pledges import file as pledge_file
from climate_pathways.pledges.documents import ACTIVE, NDC, Document, Pledges
from climate_pathways.pledges.entries import country_file, entry_of, shipped_text

METHOD = "criteria"
YES, PARTLY, NO, NOT_READ, NOT_SAID = "yes", "partly", "no", "not-read", "not-said"
ANSWERS = {
    YES: mark("yes"),
    PARTLY: mark("in part"),
    NO: mark("no"),
    NOT_READ: mark("not read"),
    NOT_SAID: mark("not said"),
}
NEUTRALITY, QUALITY = "neutrality", "quality"
NEUTRALITY_CRITERIA = {
    "year": mark("A year of neutrality"),
    "all-gases": mark("All greenhouse gases"),
    "in-law": mark("Laid down in law"),
    "land-use-apart": mark("Land use shown apart"),
    "plan": mark("A plan that leads there"),
    "interim-targets": mark("Targets on the way"),
    "review": mark("A review of the goal"),
    "no-offsets": mark("No units bought abroad"),
}
QUALITY_CRITERIA = {
    "transparency": mark("Transparency"),
    "conditions": mark("What is conditional on what"),
    "land-use-apart": mark("Land use shown apart"),
    "participation": mark("Civil society took part"),
    "methane": mark("A target for methane"),
    "just-transition": mark("Just transition"),
    "adaptation": mark("Adaptation in numbers"),
    "human-rights": mark("Human rights"),
}
CRITERIA = {NEUTRALITY: NEUTRALITY_CRITERIA, QUALITY: QUALITY_CRITERIA}
# What earns a "yes" and what a "partly": the same for every country.
NEUTRALITY_RULES = {
    "year": mark(
        "Neutrality, a year. Yes: one year for the whole country. In part: a period, or several years. No: neutrality is "
        "spoken of, without a year."
    ),
    "all-gases": mark(
        "Neutrality, gases. Yes: the goal is said to cover greenhouse gases as a whole. In part: the words allow it, but are "
        "not tied to the goal or differ from place to place."
    ),
    "in-law": mark(
        "Neutrality, law. Yes: a law named in the document sets the goal. In part: an act of the government or the "
        "president does, or the law is not named."
    ),
    "land-use-apart": mark(
        "Neutrality, land use. Yes: the removals counted on are given in tonnes. In part: removals are to balance what is "
        "still emitted, without an amount."
    ),
    "plan": mark(
        "Neutrality, a plan. Yes: an adopted plan with measures or paths by sector leads to the year. In part: a draft, or a "
        "plan that ends earlier or has another goal."
    ),
    "interim-targets": mark(
        "Neutrality, targets on the way. Yes: the document ties its targets for earlier years to the goal. In part: there are "
        "targets for earlier years, but no such tie or no year that they lead to."
    ),
    "review": mark(
        "Neutrality, review. Yes: a review of the goal or its plan is described, with its time. In part: a review without a "
        "time, a review of targets or measures on the way only, or reports on them."
    ),
    "no-offsets": mark(
        "Neutrality, units bought abroad. Yes: they may not count towards the goal. In part: limits are set. No: they may. What "
        "a document allows for a target of its own before that year is told, and is no answer here."
    ),
}
QUALITY_RULES = {
    "transparency": mark(
        "NDC, transparency. Yes: base value, inventory, warming potentials, gases, sectors and the tonnes of the target, or of "
        "the cut, are all stated. In part: some of them. Numbers that stand in a picture only could not be read."
    ),
    "conditions": mark(
        "NDC, conditions. Yes: what the conditional part needs is quantified. In part: conditions or needs are named, but not "
        "how much, or not which part of the target depends on them."
    ),
    "land-use-apart": mark(
        "NDC, land use. Yes: the account of the target gives land use apart for the base year and for the target year. In "
        "part: a number of land use apart, but not for both years."
    ),
    "participation": mark(
        "NDC, participation. Yes: civil society was consulted, and how is said. In part: one of the two."
    ),
    "methane": mark(
        "NDC, methane. Yes: a quantified target for the country’s methane. In part: numbers for some sources of methane, or "
        "the worldwide pledge only."
    ),
    "just-transition": mark(
        "NDC, just transition. Yes: measures for workers or regions are named. In part: it is promised, or measures are named "
        "as possible or for others."
    ),
    "adaptation": mark(
        "NDC, adaptation. Yes: several goals or measures have numbers and a year. In part: goals in words, or single numbers."
    ),
    "human-rights": mark(
        "NDC, human rights. Yes: they are named as a duty in making the NDC or in its measures. In part: rights of some people, "
        "or of one kind."
    ),
}
PUBLISHED = Method(
    METHOD,
    says=mark(
        "Two checklists of eight facts each: what the documents say of neutrality, and how good the newest NDC is. Each answer "
        "stands with its place in the document, and nothing is added up to a mark."
    ),
    rules=(
        *NEUTRALITY_RULES.values(),
        *QUALITY_RULES.values(),
        mark(
            "“No” also means that the whole text was searched in vain. “Not said”: the texts read do not speak of it. “Not "
            "read”: they do not, and a strategy or law of the country that may could not be read."
        ),
    ),
    weaknesses=(
        mark(
            "That a document says something is no proof that it is done; and a country may do what its document does not say."
        ),
        mark(
            "Where “yes” ends and “in part” begins is a decision, ours, made in the same words for all twelve countries."
        ),
        mark("Mostly English texts were read, turned into plain text: pictures in them were not read."),
    ),
)


@dataclass(frozen=True)
class CriterionAnswer:
    """What the documents say of one criterion.

    ``value``: the year or years of neutrality, or of the targets on the way; ``printed`` stands word for word in ``line`` of the text
    file ``text``; a "not read" names the ``document`` that may say it.
    """

    criterion: str
    answer: str
    says_en: str
    says_ru: str
    value: str = ""
    document: str = ""
    text: str = ""
    place: str = ""
    line: int | None = None
    printed: str = ""

    def says(self, language: str) -> str:
        return self.says_ru if language == "ru" else self.says_en


@dataclass(frozen=True)
class Criteria:
    """One country's answers, each list in the order in which the criteria are published."""

    iso3: str
    reviewed_on: date
    neutrality: tuple[CriterionAnswer, ...]
    quality: tuple[CriterionAnswer, ...]


def criterion_name(group: str, criterion: str, language: str) -> str:
    """Return what a criterion of the checklist asks; it is known by its group and its code in it."""
    return say(language, CRITERIA[group][criterion])


def answer_text(answer: str, language: str) -> str:
    """Return an answer to a criterion in words: yes, in part, no, not read or not said."""
    return say(language, ANSWERS[answer])


def count_of(answers: Sequence[CriterionAnswer], *kinds: str) -> int:
    """Return how many criteria have one of these answers."""
    return sum(answer.answer in kinds for answer in answers)


# --- reading --------------------------------------------------------------------------------


@cache
def read(iso3: str) -> Criteria:
    """Return one country's answers; raise ``PathwaysError`` for a country that has no file."""
    text = shipped_text("criteria", iso3)
    return parse(text, file=f"criteria/{iso3}.toml", pledges=pledge_file.read(iso3))


def parse(text: str, *, file: str, pledges: Pledges) -> Criteria:
    """Return the answers in a file's text; raise ``TableError`` naming the entry and what is wrong.

    ``pledges``: the country's documents, which the answers must lie in.
    """
    data = country_file(text, file=file)
    for name in data:
        among(name, ("iso3", "reviewed_on", NEUTRALITY, QUALITY), file, name)
    ensure(data["iso3"] == pledges.iso3, file, "iso3", data["iso3"], mark("the country of its documents."))
    lists = {name: _answers(data.get(name, []), name, pledges, file) for name in (NEUTRALITY, QUALITY)}
    whole: dict[str, Any] = {"iso3": data["iso3"], "reviewed_on": data.get("reviewed_on"), **lists}
    return entry_of(Criteria, whole, file, "reviewed_on")


def _answers(
    entries: Sequence[dict[str, Any]], group: str, pledges: Pledges, file: str
) -> tuple[CriterionAnswer, ...]:
    answers = [
        entry_of(CriterionAnswer, entry, file, f"{group}.{entry.get('criterion')}") for entry in entries
    ]
    names = [answer.criterion for answer in answers]
    for answer in answers:
        place = f"{group}.{answer.criterion}"
        among(answer.criterion, tuple(CRITERIA[group]), file, f"{place}.criterion")
        ensure(names.count(answer.criterion) == 1, file, place, names, mark("each criterion once."))
        _check(answer, group, pledges, file, place)
    # First which one is missing: that the order is another would not say it.
    for name in CRITERIA[group]:
        ensure(name in names, file, f"{group}.{name}", "", mark("every criterion, in the published order."))
    ensure(
        names == list(CRITERIA[group]), file, group, names, mark("every criterion, in the published order.")
    )
    return tuple(answers)


def _check(answer: CriterionAnswer, group: str, pledges: Pledges, file: str, place: str) -> None:
    # The newest NDC was read as a whole: what it does not say is a “no”.
    allowed = tuple(ANSWERS) if group == NEUTRALITY else (YES, PARTLY, NO)
    among(answer.answer, allowed, file, f"{place}.answer")
    for name in ("says_en", "says_ru"):
        ensure(bool(getattr(answer, name)), file, f"{place}.{name}", "", mark("a sentence of our own."))
    if answer.answer in (NOT_READ, NOT_SAID):
        for name in ("text", "place", "line", "printed", "value"):
            given = getattr(answer, name)
            ensure(not given, file, f"{place}.{name}", given, mark("no place for what was not read there."))
    if answer.answer == NOT_READ:
        # Of a document that was read nobody can say that it may hold the answer.
        unread = tuple(document.id for document in pledges.documents if not document.texts)
        among(answer.document, unread, file, f"{place}.document")
    # A “no” about an NDC may be a search of the whole text in vain, which has no place to name.
    needs_place = answer.answer in (YES, PARTLY) or (answer.answer == NO and group == NEUTRALITY)
    if needs_place or answer.text:
        check_place(answer, pledges, file, place)
    # How good the newest one is cannot be answered by a place in an older one.
    if group == QUALITY and answer.text:
        among(answer.document, (newest(pledges).id,), file, f"{place}.document")


def newest(pledges: Pledges) -> Document:
    """Return the newest NDC in force: the one whose quality is asked for."""
    in_force = [
        document for document in pledges.documents if (document.kind, document.status) == (NDC, ACTIVE)
    ]
    return max(in_force, key=lambda document: document.submitted_on)


def check_place(entry: Any, pledges: Pledges, file: str, place: str) -> None:
    """Refuse an entry whose place is not in a text of its own document."""
    texts = {document.id: document.texts for document in pledges.documents}
    among(entry.document, tuple(texts), file, f"{place}.document")
    among(entry.text, texts[entry.document], file, f"{place}.text")
    for name, expected in (
        ("place", mark("where it stands, as the document numbers it.")),
        ("line", mark("the line of the text, from 1.")),
        ("printed", mark("what stands there, word for word.")),
    ):
        given = getattr(entry, name)
        ensure(bool(given) and (name != "line" or given >= 1), file, f"{place}.{name}", given, expected)
