"""A submission for the cast of the house: every thing that the room of NDCs keeps, once."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from tamyr.accounts.models import Person
from tamyr.demands.models import Demand
from tamyr.ndc.models import Kind
from tamyr.ndc.pages.sources import Source
from tamyr.ndc.queries.submissions import sections_of, words_sha
from tamyr.ndc.services import making, signing
from tamyr.network.models import Member
from tamyr.safety.models import ExposureLevel


def add_submission(
    lake: Member, quiet: Member, people: dict[str, Person], now: datetime, *, word: Callable[[], str]
) -> dict[str, object]:
    """Let the network submit a text that rests on a demand; a hidden member signs it."""
    by = people["delegate"].pk
    plan = making.Plan("KAZ", "ndc-3", ExposureLevel.NETWORK, word(), word())
    made = making.begin_submission(plan=plan, member=lake, form_key=uuid4(), actor=by, at=now)
    demand = Demand.objects.get(agreed_at__isnull=False)
    section = making.add_section(
        submission=made, source=Source(Kind.DEMAND, demand=demand), form_key=uuid4(), actor=by, at=now
    )
    texts = {"en": word(), "ru": word()}
    making.write_section(
        section=section, headings=texts, words={"en": word(), "ru": word()}, actor=by, at=now
    )
    sha = words_sha(made, sections_of(made))
    making.agree_to_submission(submission=made, sha=sha, actor=people["deputy"].pk, at=now)
    hidden = people["hidden delegate"].pk
    signing.sign_submission(submission=made, member=quiet, is_named=True, actor=hidden, at=now)
    one = "ndc/submissions/<int:number>"
    return {
        "ndc/<country:iso3>": "kaz",
        one: made.number,
        f"{one}/sections/<uuid:key>": section.pk,
        "countries/<country:iso3>/judgement/<slug:document>": "ndc-3",
        "countries/<country:iso3>/judgement/<slug:document>/<slug:criterion>": "methane",
    }
