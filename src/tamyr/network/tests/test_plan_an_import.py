"""Which rows of a table the register takes, and what it says of each one that it refuses."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.people import give_mandate, make_member, make_person, seal

from tamyr.accounts.models import Person
from tamyr.network.logic.register.table import Row, Table
from tamyr.network.logic.register.values import read_country, read_day
from tamyr.network.models import MandateKind, Member
from tamyr.network.queries import visitor_on
from tamyr.network.queries.register.cells import NEW_ENTRY, read_row
from tamyr.network.queries.register.plan import Plan, plan_of, register_for, register_state
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FULL = {"name_en": "Example New", "country": "KAZ", "joined": "2024-05-17"}


def planned(person: Person, *rows: dict[str, str]) -> Plan:
    table = Table("utf-8", tuple(Row(number, cells) for number, cells in enumerate(rows, start=2)))
    return plan_of(register_for(visitor_on(person, NOW)), table)


def refused(plan: Plan) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.value) for problem in plan.problems]


# --- cells ----------------------------------------------------------------------------------

TAKEN = [
    ("name_en", "x" * 200, "name_en", "x" * 200),
    ("story_en", "x" * 5000, "story_en", "x" * 5000),
    ("story_en", "two\nlines", "story_en", "two\nlines"),
    ("country", "казахстан", "country", "KAZ"),
    ("country", "kz", "country", "KAZ"),
    ("status", "", "status", "active"),
    ("status", "Наблюдатель", "status", "observer"),
    ("exposure", "", "exposure", "network"),
    ("exposure", "Public", "exposure", "public"),
    ("exposure", "public: anybody", "exposure", "public"),
    ("themes", "clean-air; Clean air\nclean-air|", "themes", ["clean-air"]),
    ("themes", "", "themes", []),
    ("site", "http://example.org", "site", "http://example.org"),
    ("site", "", "site", ""),
    ("joined", "1.2.2024", "joined_on", "2024-02-01"),
    ("left", "", "left_on", ""),
    ("status_from", "2024-01-02", "status_from_on", "2024-01-02"),
]


@pytest.mark.parametrize(("column", "text", "name", "value"), TAKEN)
def test_a_cell_is_read_as_people_write_it(column: str, text: str, name: str, value: object) -> None:
    entry, wrong = read_row(Row(2, {"id": "", column: text}), NEW_ENTRY)
    assert not wrong and entry[name] == value
    assert {key: entry[key] for key in entry if key != name} == {
        key: NEW_ENTRY[key] for key in NEW_ENTRY if key != name
    }


REFUSED = [
    ("name_en", "x" * 201, "at most 200"),
    ("name_en", "two\nlines", "one line"),
    ("story_en", "x" * 5001, "at most 5000"),
    ("story_en", "a\x07b", "without control characters"),
    ("name_en", "=1+1", "this is a formula"),
    ("country", "Atlantis", "a country by its code"),
    ("country", "", "a country by its code"),
    ("status", "gone", "one of: active, inactive, observer"),
    ("exposure", "secret", "one of: public, network, circle, sealed"),
    ("themes", "clean air; dragons", "unknown: dragons"),
    ("site", "javascript:alert(1)", "begins with https://"),
    ("site", "ftp://example.org", "begins with https://"),
    ("site", "https://a.example.org/" + "x" * 179, "at most 200 letters"),
    ("joined", "", "a day that exists"),
    ("joined", "31.02.2024", "a day that exists"),
    ("left", "soon", "a day that exists"),
]


@pytest.mark.parametrize(("column", "text", "expected"), REFUSED)
def test_a_cell_that_holds_something_else_is_named(column: str, text: str, expected: str) -> None:
    entry, wrong = read_row(Row(2, {column: text}), NEW_ENTRY)
    assert entry == NEW_ENTRY
    ((found, value, said),) = wrong
    assert (found, value) == (column, text) and expected in said


def test_a_text_of_the_register_that_looks_like_a_formula_comes_in_again() -> None:
    entry, wrong = read_row(Row(2, {"name_en": "=1+1"}), {**NEW_ENTRY, "name_en": "=1+1"})
    assert not wrong and entry["name_en"] == "=1+1"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-05-17", date(2024, 5, 17)),
        ("2024-05-17 00:00", date(2024, 5, 17)),
        ("2024-05-17T00:00:00", date(2024, 5, 17)),
        ("1.12.2024", date(2024, 12, 1)),
        ("01.01.1900", date(1900, 1, 1)),
        ("31.12.2100", date(2100, 12, 31)),
        ("31.12.1899", None),
        ("01.01.2101", None),
        ("2024-13-01", None),
        ("2024-5-17", None),
        ("17/05/2024", date(2024, 5, 17)),
        ("06/05/2024", None),
        ("05/17/2024", None),
        ("17-05-2024", date(2024, 5, 17)),
        ("2024/05/17", date(2024, 5, 17)),
        ("2024-05-17T00:00:00Z", date(2024, 5, 17)),
        ("17.05.2024 0:00:00", date(2024, 5, 17)),
        ("17.05.2024 г.", date(2024, 5, 17)),
        ("17 мая 2024", date(2024, 5, 17)),
        ("17\u00a0May 2024", date(2024, 5, 17)),
        ("31 июня 2024", None),
        ("17 мра 2024", None),
        ("45429", date(2024, 5, 17)),
        ("2024", None),
        ("17.05.24", None),
        ("2024-05-17 12:00", None),
    ],
)
def test_days_are_read_in_both_ways(text: str, day: date | None) -> None:
    assert read_day(text) == day


def test_countries_are_read_by_code_and_name() -> None:
    found = [read_country(text) for text in ("KAZ", "kz", "Kazakhstan", "КАЗАХСТАН", "Kazakhstann", "")]
    assert found == [*["KAZ"] * 4, None, None]


# --- rows -----------------------------------------------------------------------------------


def test_a_row_is_new_changed_or_as_it_was(cyra: Person, green_lake: Member, mountain_voice: Member) -> None:
    plan = planned(
        cyra,
        FULL,
        {"id": green_lake.slug, "name_en": "Example Greener Lake"},
        {"id": mountain_voice.slug, "country": "GEO"},
        {"id": "", "name_en": ""},
    )
    assert [row.row for row in plan.new] == [2] and [row.row for row in plan.changed] == [3]
    assert (plan.unchanged, plan.problems, plan.may_be_applied) == (1, [], True)
    assert plan.changed[0].changed == ["name_en"] and plan.new[0].is_new
    assert not planned(cyra, {"id": mountain_voice.slug, "country": "GEO"}).may_be_applied
    assert not planned(cyra, FULL, {"id": "nobody"}).may_be_applied


def test_what_a_new_member_lacks_is_named(cyra: Person) -> None:
    plan = planned(
        cyra,
        {"name_en": "A"},
        {"country": "KAZ", "joined": "2024-05-17"},
        {**FULL, "name_en": "B", "story_ru": "Рассказ"},
        {**FULL, "name_en": "C", "left": "2024-05-17"},
        {**FULL, "name_en": "D", "left": "2024-05-18"},
        {**FULL, "name_en": "E", "exposure": "sealed"},
        {**FULL, "name_en": "F", "exposure": "circle"},
        {"id": "no-such", "name_en": "G"},
    )
    assert refused(plan) == [
        (2, "country", ""),
        (2, "joined", ""),
        (3, "name_en", ""),
        (4, "name_ru", ""),
        (5, "left", "2024-05-17"),
        (7, "exposure", "sealed"),
        (9, "id", "no-such"),
    ]
    assert [row.row for row in plan.new] == [6, 8]


def test_a_coordinator_hides_a_member_with_a_lasting_delegate_and_shows_none_to_more(
    cyra: Person, mountain_voice: Member, green_lake: Member, gita: Person
) -> None:
    def asked(member: Member, level: str) -> list[tuple[int, str, str]]:
        return refused(planned(cyra, {"id": member.slug, "exposure": level}))

    assert asked(mountain_voice, "public") == [(2, "exposure", "public")]
    assert asked(mountain_voice, "circle") == asked(mountain_voice, "network") == []
    assert asked(mountain_voice, "sealed") == [(2, "exposure", "sealed")]
    give_mandate(gita, mountain_voice, MandateKind.DEPUTY)
    dated = give_mandate(
        make_person("dated", "Dated"), mountain_voice, until_on=NOW.date() + timedelta(days=9)
    )
    assert asked(mountain_voice, "sealed") == [(2, "exposure", "sealed")]
    type(dated).objects.filter(pk=dated.pk).update(until_on=None)
    assert asked(mountain_voice, "sealed") == []
    give_mandate(cyra, mountain_voice)
    assert asked(mountain_voice, "public") == [(2, "exposure", "public")], "no table shows one to more"
    assert asked(green_lake, "network") == []


def test_a_guarded_member_is_changed_by_its_own_delegates_alone(
    cyra: Person, aygul: Person, hanna: Person
) -> None:
    hidden = make_member("Hidden", "Скрытый", "GEO", exposure=ExposureLevel.CIRCLE)
    give_mandate(hanna, hidden)
    change = {"id": hidden.slug, "country": "KAZ"}
    assert refused(planned(cyra, change)) == [(2, "id", hidden.slug)]
    assert refused(planned(cyra, {"id": hidden.slug, "country": "GEO"})) == []
    assert refused(planned(hanna, change)) == []
    sealed = seal(hidden)
    assert refused(planned(cyra, {"id": sealed.slug, "country": "KAZ"})) == [(2, "id", sealed.slug)]
    assert refused(planned(aygul, {"id": "", **FULL})) == []


def test_a_status_has_a_new_day_only_with_a_new_status(cyra: Person, green_lake: Member) -> None:
    day = {"id": green_lake.slug, "status_from": "2024-01-02"}
    assert refused(planned(cyra, day)) == [(2, "status_from", "2024-01-02")]
    assert refused(planned(cyra, {**day, "status": "inactive"})) == []


def test_an_id_stands_once_and_a_name_once_in_a_country(
    cyra: Person, green_lake: Member, mountain_voice: Member
) -> None:
    twice = planned(
        cyra,
        {"id": green_lake.slug, "site": "https://a.example.org"},
        {"id": green_lake.slug, "site": "https://b.example.org"},
    )
    assert refused(twice) == [(3, "id", green_lake.slug)] and "row 2" in twice.problems[0].expected
    same = planned(cyra, FULL, {**FULL, "name_en": "«example new»"}, {**FULL, "country": "GEO"})
    assert refused(same) == [(3, "name_en", "«example new»")] and "row 2" in same.problems[0].expected
    taken = planned(cyra, {**FULL, "name_en": "EXAMPLE GREEN LAKE"})
    assert refused(taken) == [(2, "name_en", "EXAMPLE GREEN LAKE")]
    renamed = planned(cyra, {"id": mountain_voice.slug, "name_en": "Example Green Lake", "country": "KAZ"})
    assert refused(renamed) == [(2, "name_en", "Example Green Lake")]
    moved = planned(
        cyra,
        {**FULL, "name_en": "Example Green Lake"},
        {"id": green_lake.slug, "name_en": "Example Other Lake"},
    )
    assert refused(moved) == [], "the name is free once its owner is renamed in the same table"
    newcomer = planned(
        cyra, {**FULL, "name_en": "Example Green Lake"}, {"id": green_lake.slug, "country": "KAZ"}
    )
    assert refused(newcomer) == [(2, "name_en", "Example Green Lake")]


def test_the_registers_state_changes_with_every_member_that_one_sees(
    cyra: Person, green_lake: Member
) -> None:
    visitor = visitor_on(cyra, NOW)
    before = register_state(visitor)
    assert register_state(visitor) == before
    Member.objects.filter(pk=green_lake.pk).update(version=9)
    assert register_state(visitor) != before
    after = register_state(visitor)
    make_member("Another", "Другая", "GEO", exposure=ExposureLevel.CIRCLE)
    assert register_state(visitor) != after
