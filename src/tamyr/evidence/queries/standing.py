from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Value

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.figures import Standing
from tamyr.evidence.models import AssessmentVersion, Edition, Judgement, PromiseOutcome, Stage

# No version of an assessment has these names: each begins with a date.
JUDGED, PROMISED = "judged", "promised"


class FiguresAbsent(Exception):
    """No edition of the figures has been loaded into the database."""


class Stamp(NamedTuple):
    """Names what the pages show: it changes when figures, the code that made them or assessments change.

    ``judged``: the countries with a published judgement beside their rating; ``promised``: those of whose bodies' promises
    it is recorded what became of them.
    """

    edition_id: int
    digest: str
    code_version: str
    assessments: tuple[tuple[str, str], ...]
    judged: tuple[str, ...] = ()
    promised: tuple[str, ...] = ()

    def version(self, iso3: str) -> str | None:
        return dict(self.assessments).get(iso3)


def current_stamp() -> Stamp:
    """Return the stamp of the current edition; raise ``FiguresAbsent`` before the first loading."""
    with connection.cursor() as cursor:
        cursor.execute(*_question(connection.vendor))
        rows = cursor.fetchall()
    # A country's code is no digest.
    editions = [row for row in rows if row[1] not in COUNTRIES]
    if not editions:
        raise FiguresAbsent
    edition_id, digest, code_version = editions[0]
    of_countries = [(iso3, word) for _, iso3, word in rows if iso3 in COUNTRIES]
    return Stamp(
        edition_id,
        digest,
        code_version,
        tuple(sorted(pair for pair in of_countries if pair[1] not in (JUDGED, PROMISED))),
        *(
            tuple(sorted({iso3 for iso3, word in of_countries if word == kind}))
            for kind in (JUDGED, PROMISED)
        ),
    )


# In one question, since every page asks it, and put into SQL once: that took three times as long as its answer.
@lru_cache(maxsize=2)
def _question(_vendor: str) -> tuple[str, tuple[Any, ...]]:
    edition = Edition.objects.filter(is_current=True).order_by().values_list("pk", "digest", "code_version")
    versions = AssessmentVersion.objects.filter(is_current=True).order_by()
    judged = (
        # What is judged of a criterion stands on no page that is kept.
        Judgement.objects.filter(stage=Stage.PUBLISHED, criterion="")
        .order_by()
        .annotate(none=Value(0), kind=Value(JUDGED))
        .values_list("none", "iso3", "kind")
    )
    promised = (
        # Also those withdrawn: the page says that they were, and names who had read them so.
        PromiseOutcome.objects.order_by()
        .annotate(none=Value(0), kind=Value(PROMISED))
        .values_list("none", "iso3", "kind")
        .distinct()
    )
    # ``all``, or the database would look for rows that are alike: the sets of the stamp take out the few there are.
    asked = edition.union(versions.values_list("pk", "iso3", "version"), judged, promised, all=True)
    sql, parameters = asked.query.get_compiler(connection=connection).as_sql()
    return sql, tuple(parameters)


# An edition is frozen, so each process reads it once; the stamp in the key makes a new one seen.
@lru_cache(maxsize=2)
def edition_at(stamp: Stamp) -> Edition:
    return Edition.objects.get(pk=stamp.edition_id)


@lru_cache(maxsize=2)
def standings(stamp: Stamp) -> dict[str, Standing]:
    """Return the standings of the countries and the region, by code."""
    return {profile.iso3: profile.read() for profile in edition_at(stamp).profiles.all()}
