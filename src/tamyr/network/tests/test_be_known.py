"""Every request asks who somebody is to the network; one question tells it, as of the day."""

from datetime import date

from pytest_django import DjangoAssertNumQueries
from tests.people import LONG_AGO, give_mandate, give_role

from tamyr.accounts.models import Person
from tamyr.network.models import Circle, CircleSeat, Mandate, Member, Role, RoleGrant
from tamyr.network.queries import visitor_on
from tamyr.network.tests.dated import DAY, NOW, TODAY


def test_one_question_tells_what_a_person_holds(
    aygul: Person,
    forest_circle: Circle,
    mountain_voice: Member,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    earlier = give_mandate(aygul, mountain_voice, from_on=date(2019, 1, 1))
    give_role(aygul, Role.EDITOR)
    visitor_on(aygul, NOW)
    with django_assert_num_queries(1):
        held = visitor_on(aygul, NOW)
    assert held.roles == {Role.EDITOR} and held.circles == {forest_circle.pk}
    stored = list(Mandate.objects.filter(person=aygul).select_related("member").order_by("from_on"))
    assert list(held.mandates) == stored and held.mandates[0] == earlier
    for mandate, other in zip(held.mandates, stored, strict=True):
        assert stands(mandate) == stands(other) and stands(mandate.member) == stands(other.member)


def stands(row: Mandate | Member) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_what_ended_or_has_not_begun_is_not_held(
    aygul: Person, bela: Person, forest_circle: Circle, green_lake: Member, mountain_voice: Member
) -> None:
    Mandate.objects.filter(person=aygul).update(until_on=TODAY)
    CircleSeat.objects.filter(person=aygul).update(until_on=TODAY)
    RoleGrant.objects.create(person=aygul, role=Role.EDITOR, from_on=TODAY + DAY)
    RoleGrant.objects.create(person=aygul, role=Role.GUEST, from_on=LONG_AGO, until_on=TODAY + DAY)
    held = visitor_on(aygul, NOW)
    assert held.roles == {Role.GUEST} and not held.mandates and not held.circles
    assert visitor_on(bela, NOW).members == {mountain_voice.pk}, "nothing of another person"
