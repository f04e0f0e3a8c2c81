"""PostgreSQL is asked so many tests as together send it every statement; the list of the others says nothing else."""

import re
from types import SimpleNamespace

import pytest

from tests.architecture import plan
from tests.statement_kinds import news_in
from tests.statements import (
    CaseStatements,
    in_list,
    is_of_its_own,
    listed,
    refusal_of,
    telling,
    told_shortest,
)


def test_every_test_of_the_list_is_there() -> None:
    gone = {}
    for file, names in listed().items():
        text = (plan.ROOT / file).read_text(encoding="utf-8") if (plan.ROOT / file).exists() else ""
        there = set(re.findall(r"^ *def (\w+)\(", text, re.MULTILINE))
        if missing := sorted({name.split("[")[0] for name in names} - there):
            gone[file] = missing
    assert gone == {}, "take these lines from tests/alike.toml, or write it anew: make alike"


def test_all_statements_are_sent_by_those_that_are_left() -> None:
    tests = {
        "cheap, of many": CaseStatements({"a", "b", "c"}, cost=3),
        "dear, of the same": CaseStatements({"a", "b", "c"}, cost=90),
        "alone with one": CaseStatements({"a", "d"}, cost=50),
        "refused by the database": CaseStatements({"a"}, cost=1, is_needed=True),
        "none": CaseStatements(),
    }
    assert telling(tests) == {"cheap, of many", "alone with one", "refused by the database"}


def test_whoever_all_statements_came_in_for_later_is_left_out() -> None:
    tests = {
        "most at first": CaseStatements({"a", "b", "c"}, cost=2),
        "one half": CaseStatements({"a", "b", "d", "e"}, cost=9),
        "other half": CaseStatements({"c", "f", "g"}, cost=9),
    }
    assert telling(tests) == {"one half", "other half"}


def test_a_test_is_listed_by_its_name_or_case_by_case() -> None:
    listed_now = told_shortest(
        {"a.py::a", "a.py::b[1]", "a.py::b[2]", "a.py::c[1]"}, {"a.py::c[2]", "a.py::d"}
    )
    assert listed_now == {"a.py::a", "a.py::b", "a.py::c[1]"}
    asked = [
        name
        for name in ("a.py::b[3]", "a.py::c[2]", "a.py::c[3]", "a.py::d")
        if not in_list(name, listed_now)
    ]
    assert asked == ["a.py::c[2]", "a.py::c[3]", "a.py::d"], (
        "a new case of what is asked in part is asked too"
    )


LANGUAGE = (
    'SELECT "network_person"."language" FROM "network_person" WHERE "network_person"."sign_in_name" = %s'
)
SLUG = 'SELECT "network_circle"."slug" FROM "network_circle" WHERE "network_circle"."slug" = %s'
SEATS = 'SELECT "network_circleseat"."convenes" FROM "network_circleseat" {} JOIN "network_member" ON (%s)'
DISTINCT = 'SELECT DISTINCT "network_circle"."{}" FROM "network_circle"'


def ordered(column: str, way: str = "ASC", of: str = "circleseat") -> str:
    return f'SELECT "network_{of}"."id" FROM "network_{of}" ORDER BY "network_{of}"."{column}" {way}'


@pytest.mark.parametrize(
    ("one", "other", "are_the_same"),
    [
        (("SELECT a WHERE b IN (%s, %s)", (1, 2)), ("SELECT a WHERE b IN (%s, %s, %s)", (1, 2, 3)), True),
        (("INSERT VALUES (%s, %s)", [1, 2]), ("INSERT VALUES (%s, %s), (%s, %s)", [1, 2, 3, 4]), True),
        (('SAVEPOINT "s7_x1"', None), ('SAVEPOINT "s8_x22"', None), True),
        (("SELECT a LIMIT 1", None), ("SELECT a LIMIT 21", None), True),
        (("SELECT a WHERE b = %s", (1,)), ("SELECT a WHERE b = %s", ("1",)), False),
        (("SELECT a WHERE b = %s", (1,)), ("SELECT a WHERE b IN (%s, %s)", (1, 2)), False),
        (("SELECT a", None), ("SELECT a FOR UPDATE", None), False),
        ((LANGUAGE, None), (SLUG, None), True),
        ((f"{LANGUAGE} FOR UPDATE", None), (f"{SLUG} FOR UPDATE", None), True),
        ((f"{LANGUAGE} FOR UPDATE", None), (SLUG, None), False),
        ((f"{LANGUAGE} GROUP BY 1", None), (f"{SLUG} GROUP BY 1", None), False),
        ((LANGUAGE.replace(" = ", " LIKE "), None), (SLUG, None), False),
        ((ordered("from_on"), None), (ordered("until_on"), None), False),
        ((ordered("until_on"), None), (ordered("member_id"), None), False),
        ((ordered("until_on"), None), (ordered("until_on", "DESC"), None), False),
        ((ordered("words", of="circle"), None), (ordered("exposure", of="circle"), None), False),
        ((ordered("began_on", of="circle"), None), (ordered("from_on"), None), True),
        ((ordered("ended_on", of="circle"), None), (ordered("until_on"), None), False),
    ],
)
def test_a_statement_is_told_by_its_words_and_the_types_it_is_about(
    one: tuple[str, object], other: tuple[str, object], are_the_same: bool
) -> None:
    assert (news_in(*one) == news_in(*other)) is are_the_same


@pytest.mark.parametrize(
    ("whole", "parts", "is_known"),
    [
        (f"{LANGUAGE} AND end_at > %s", (SLUG, "SELECT a WHERE end_at > %s"), True),
        (f"{LANGUAGE} ORDER BY end_at", (SLUG, "SELECT a WHERE end_at > %s"), False),
        (f"{LANGUAGE} AND end_at > %s FOR UPDATE", (SLUG, "SELECT a WHERE end_at > %s"), False),
        (
            SEATS.format("LEFT OUTER") + " FOR UPDATE",
            (
                SEATS.format("LEFT OUTER") + ' FOR UPDATE OF "network_circleseat"',
                SEATS.format("INNER") + " FOR UPDATE",
            ),
            False,
        ),
        (
            f'{DISTINCT.format("slug")} ORDER BY "network_circle"."began_on" ASC',
            (
                f'{DISTINCT.format("began_on")} ORDER BY "network_circle"."began_on" ASC',
                DISTINCT.format("slug"),
            ),
            False,
        ),
        (f"{LANGUAGE} GROUP BY end_at", (SLUG, "SELECT a GROUP BY end_at"), False),
        ('UPDATE "a" SET "b" = %s, "c" = NULL', ('UPDATE "a" SET "b" = %s', 'UPDATE "a" SET "c" = %s'), True),
        ('UPDATE "a" SET "b" = %s', ('UPDATE "other" SET "b" = %s', 'UPDATE "a" SET "c" = %s'), False),
    ],
)
def test_what_is_put_together_of_known_parts_is_known_unless_it_counts_as_a_whole(
    whole: str, parts: tuple[str, ...], is_known: bool
) -> None:
    assert (news_in(whole) <= set().union(*(news_in(part) for part in parts))) is is_known


def test_what_triggers_refuse_in_the_same_words_counts_by_the_trigger() -> None:
    def refused(trigger: str, line: int) -> str:
        return refusal_of(
            SimpleNamespace(
                sqlstate="23514",
                constraint_name=None,
                message_primary="a decision that is open does not change",
                context=f"PL/pgSQL function {trigger}() line {line} at RAISE\nSQL statement of whoever asked",
            )
        )

    assert refused("seat_frozen_insert", 1) == refused("seat_frozen_insert", 2)
    assert refused("seat_frozen_insert", 1) != refused("option_frozen_insert", 1)


def test_whoever_tries_an_order_is_asked_always(request: pytest.FixtureRequest) -> None:
    assert is_of_its_own(request.node)
