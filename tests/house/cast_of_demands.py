"""A demand for the cast of the house: every thing that the room of demands keeps, once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution, InstitutionName
from tamyr.demands.models import Demand, Quote, Source
from tamyr.demands.queries.texts import draft_sha, words_sha
from tamyr.demands.services import backing, delivering, exposing, judging, making, promises
from tamyr.network.models import Member
from tamyr.safety.models import ExposureLevel

DAY = timedelta(days=1)


def add_demand(
    lake: Member, quiet: Member, people: dict[str, Person], now: datetime, *, word: Callable[[], str]
) -> dict[str, object]:
    """Let the network ask a ministry for something that was refused; a hidden member stands behind it."""
    by, second = people["delegate"].pk, people["deputy"].pk
    began = now - 60 * DAY
    demand = _agreed(lake, by, second, began, word)
    hidden = people["hidden delegate"].pk
    backing.back_demand(demand=demand, member=quiet, is_named=True, actor=hidden, at=began)
    Quote.objects.create(
        demand=demand,
        iso3="KAZ",
        assessment="2026-01-01-0000000000",
        words_en=word(),
        words_ru=word(),
        quoted_at=began,
    )
    body = Institution.objects.create(
        number=90_777,
        form_key=uuid4(),
        iso3="KAZ",
        level="national",
        kind="ministry",
        status="seen",
        source_url="https://ministry.example.org/",
        source_seen_on=began.date(),
        entered_at=began,
    )
    InstitutionName.objects.create(
        institution=body, language="en", name="Example Ministry of Energy", found_as="example ministry"
    )
    letter = delivering.add_delivery(
        demand=demand,
        address=delivering.Address(body, "demand", "post", "ru"),
        member=lake,
        form_key=uuid4(),
        actor=by,
        at=began,
    )
    for days, kind, ground in ((50, "delivered", ""), (5, "refused", word())):
        at = now - days * DAY
        account = delivering.Account(kind, at.date(), reason=word(), number=word(), ground=ground)
        event = delivering.record_event(
            delivery=letter, account=account, member=lake, form_key=uuid4(), actor=by, at=at
        )
    promise = promises.Promise(
        body, word(), "en", began.date(), (now + 90 * DAY).date(), f"https://{word()}.example.org/"
    )
    kept = promises.note_commitment(
        demand=demand, promise=promise, member=lake, form_key=uuid4(), actor=by, at=now
    )
    promises.read_promise(
        commitment=kept,
        member=lake,
        outcome="broken",
        on=now.date(),
        source=f"https://{word()}.example.org/",
        form_key=uuid4(),
        actor=by,
        at=now,
    )
    change = exposing.change_exposure(
        demand=demand, exposure=ExposureLevel.PUBLIC, circle=None, form_key=uuid4(), actor=by, at=now
    )
    judging.give_verdict(
        demand=demand,
        member=lake,
        reading="refused",
        reason=word(),
        language="en",
        form_key=uuid4(),
        actor=by,
        at=now,
    )
    judging.note_reply(
        demand=demand,
        institution=body,
        words=word(),
        language="en",
        received_on=now.date(),
        form_key=uuid4(),
        actor=by,
        at=now,
    )
    one, of_letter = "demands/<int:number>", "demands/<int:number>/letters/<uuid:key>"
    return {
        one: demand.number,
        "demands/answers/map.<str:form>": "svg",
        "api/v1/demands/<number>": demand.number,
        f"{one}/words/<slug:language>": "ru",
        of_letter: letter.pk,
        f"{of_letter}/events/<uuid:event>": event.pk,
        f"{of_letter}/next/<slug:kind>": "superior",
        f"{one}/promises/<uuid:key>": kept.pk,
        f"{one}/readers/<uuid:key>": change.pk,
    }


def _agreed(lake: Member, by: UUID, second: UUID, at: datetime, word: Callable[[], str]) -> Demand:
    plan = making.Plan(
        iso3="KAZ", theme="clean-air", due_on=(at + 400 * DAY).date(), exposure=ExposureLevel.NETWORK
    )
    demand = making.make_demand(
        plan=plan,
        source=Source(),
        words=making.Words(word(), word(), word()),
        language="en",
        member=lake,
        form_key=uuid4(),
        actor=by,
        at=at,
    )
    words = making.Words(word(), word(), word())
    row = making.write_words(
        demand=demand, language="ru", base_sha=words_sha(demand, "ru"), words=words, actor=by, at=at
    )
    making.check_words(demand=demand, language="ru", sha=row.sha, actor=second, at=at)
    return making.agree_to_demand(demand=demand, sha=draft_sha(demand), actor=second, at=at)
