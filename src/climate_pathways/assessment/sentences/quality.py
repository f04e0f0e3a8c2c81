"""How good the figures and the entries are, in sentences."""

from collections.abc import Iterator
from datetime import date

from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.flags import flag_text
from climate_pathways.core.wording import mark, say_date
from climate_pathways.figures.sentences.standing import Sentence
from climate_pathways.pledges.documents import STATUSES
from climate_pathways.pledges.words import status_text


def quality(speaker: Speaker) -> Iterator[Sentence]:
    """Yield how old and how well known the figures and pledges are, and every reservation."""
    assessment = speaker.assessment
    latest = assessment.standing.results.get("ghg")
    if latest:
        yield speaker.say(
            "age",
            mark(
                "The latest emissions by country are those of {year}; the figures were collected on {date}, the pledges reviewed on {reviewed}."
            ),
            *latest.sources,
            year=latest.year,
            date=_edition(speaker),
            reviewed=say_date(speaker.language, assessment.pledges.reviewed_on),
        )
    yield from _statuses(speaker)
    for flag in flags(speaker):
        yield speaker.quote("flag", flag_text(flag, speaker.language), f"flag:{flag}")


def _edition(speaker: Speaker) -> str:
    return say_date(speaker.language, date.fromisoformat(speaker.assessment.standing.edition))


def _statuses(speaker: Speaker) -> Iterator[Sentence]:
    targets = speaker.assessment.pledges.targets
    counts = {status: sum(target.status == status for target in targets) for status in STATUSES}
    yield speaker.say(
        "statuses",
        mark("Targets entered: {count}. {statuses}."),
        *(f"pledge:{target.id}" for target in targets),
        count=len(targets),
        statuses=speaker.sentence_start(
            speaker.listed(
                f"{status_text(status, speaker.language)}: {count}"
                for status, count in counts.items()
                if count
            )
        ),
    )


def flags(speaker: Speaker) -> list[str]:
    """Return every reservation, those of the country first, each once."""
    assessment = speaker.assessment
    # That emissions rise is told with the pathways: it is no doubt about the figures.
    pathways = [flag for pathway in assessment.ways for flag in pathway.flags if flag != "rising"]
    former = assessment.main.rating if assessment.main else None
    judged = list(former.flags) if former else []
    return list(
        dict.fromkeys(
            [*assessment.flags, *assessment.standing.flags, *pathways, *judged, *assessment.shares.flags]
        )
    )
