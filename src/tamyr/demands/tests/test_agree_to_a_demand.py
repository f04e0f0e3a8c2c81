"""A second person agrees to a demand as they read it: its words in each language, and what it is about."""

import re
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.demands.models import Demand, DemandText, Stage
from tamyr.demands.queries.texts import draft_sha, plan_sha, texts_of, words_sha
from tamyr.demands.services import making
from tamyr.demands.tests.asking import ENGLISH, NOON, RUSSIAN, made, plan, translated
from tamyr.network.models import Member
from tamyr.network.rules import MayNot

pytestmark = pytest.mark.django_db
PLAN = {
    "iso3": "KAZ",
    "theme": "fossil-fuel-phase-out",
    "due_on": "2040-06-01",
    "exposure": "public",
}


@pytest.mark.parametrize(
    "what", ["words", "theme", pytest.param("due_on", marks=pytest.mark.whole), "exposure"]
)
def test_what_changed_after_it_was_read_is_not_agreed_to(
    aygul: Person, dana: Person, green_lake: Member, what: str
) -> None:
    demand = made(aygul, green_lake)
    translated(demand, aygul, dana)
    client, address = signed_in(dana), f"/en/demands/{demand.number}/"
    seen = sha_in(client.get(address).content.decode())
    changed = {"theme": "clean-air", "due_on": "2041-01-01", "exposure": "network"}
    if what == "words":
        other = making.Words(RUSSIAN.title, RUSSIAN.ask, "Планов два.")
        row = making.write_words(
            demand=demand,
            language="ru",
            base_sha=words_sha(demand, "ru"),
            words=other,
            actor=aygul.pk,
            at=NOON,
        )
        making.check_words(demand=demand, language="ru", sha=row.sha, actor=dana.pk, at=NOON)
    else:
        told = {**PLAN, what: changed[what], "base_sha": plan_sha(demand)}
        assert signed_in(aygul).post(f"{address}plan/", told).status_code == 302
    answer = client.post(f"{address}agree/", {"sha": seen})
    text = answer.content.decode()
    assert answer.status_code == 409 and "It was changed while your page was open" in text
    assert Demand.objects.get().stage == Stage.DRAFT
    assert client.post(f"{address}agree/", {"sha": sha_in(text)}).status_code == 302
    assert Demand.objects.get().stage == Stage.AGREED


def sha_in(page: str) -> str:
    found = re.search(r'/agree/".*?name="sha" value="(\w{64})"', page)
    assert found is not None
    return found[1]


def test_whoever_planned_it_last_is_not_the_second(aygul: Person, dana: Person, green_lake: Member) -> None:
    demand = made(aygul, green_lake)
    translated(demand, aygul, dana)
    making.change_plan(
        demand=demand, base_sha=plan_sha(demand), plan=plan(due_on=date(2041, 1, 1)), actor=dana.pk, at=NOON
    )
    page = signed_in(dana).get(f"/en/demands/{demand.number}/").content.decode()
    assert "nor whoever last said what it is about" in page
    for person in (dana, aygul):
        with pytest.raises(MayNot):
            making.agree_to_demand(demand=demand, sha=draft_sha(demand), actor=person.pk, at=NOON)
    making.change_plan(
        demand=demand, base_sha=plan_sha(demand), plan=plan(due_on=date(2041, 1, 1)), actor=aygul.pk, at=NOON
    )
    making.agree_to_demand(demand=demand, sha=draft_sha(demand), actor=dana.pk, at=NOON)


def test_who_planned_a_draft_before_it_was_kept_is_read_in_the_chain(
    aygul: Person, dana: Person, green_lake: Member
) -> None:
    planned, left = made(aygul, green_lake), made(aygul, green_lake)
    making.change_plan(
        demand=planned, base_sha=plan_sha(planned), plan=plan(iso3="GEO"), actor=dana.pk, at=NOON
    )
    Demand.objects.update(planned_by=None)
    import_module("tamyr.demands.migrations.0010_plans_of_drafts").name_planners(apps, None)
    planned.refresh_from_db()
    left.refresh_from_db()
    assert (planned.planned_by, left.planned_by) == (dana, aygul)


def test_each_text_keeps_its_place_under_a_check(aygul: Person, dana: Person, green_lake: Member) -> None:
    demand, moved = made(aygul, green_lake), making.Words(ENGLISH.title, "One.\n\nTwo.", "Three.")
    making.write_words(
        demand=demand, language="en", base_sha=words_sha(demand, "en"), words=moved, actor=aygul.pk, at=NOON
    )
    translated(demand, aygul, dana)
    # As an earlier release hashed them: the same words written again leave the check as it was.
    DemandText.objects.filter(language="en").update(sha="before")
    DemandText.objects.filter(language="ru").update(source_sha="before")
    making.write_words(
        demand=demand, language="en", base_sha=words_sha(demand, "en"), words=moved, actor=aygul.pk, at=NOON
    )
    assert texts_of(demand)["ru"].is_ready
    moved = making.Words(ENGLISH.title, "One.", "Two.\n\nThree.")
    making.write_words(
        demand=demand, language="en", base_sha=words_sha(demand, "en"), words=moved, actor=aygul.pk, at=NOON
    )
    assert not texts_of(demand)["ru"].is_ready
