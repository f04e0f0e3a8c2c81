"""What a person holds in the network on a day, in one question: nearly every request asks it."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import CharField, IntegerField, Model, QuerySet, Value
from django.db.models.functions import Cast
from django.db.models.sql import Query

from tamyr.accounts.models import Person
from tamyr.network.models import CircleSeat, Mandate, Member, RoleGrant
from tamyr.network.models.people import holding_on

# Put into the SQL that is written once, to find again where a day and a person stand in it.
SOME_DAY, SOMEBODY = date(2000, 1, 1), UUID(int=0)
OF_MANDATE = [field.attname for field in Mandate._meta.concrete_fields]
OF_MEMBER = [field.attname for field in Member._meta.concrete_fields]


class Holdings(NamedTuple):
    mandates: tuple[Mandate, ...]
    roles: frozenset[str]
    circles: frozenset[UUID]


def held_on(person: Person, day: date) -> Holdings:
    question = _question(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(question.sql, given(question.params, person=person.pk, day=day))
        rows = cursor.fetchall()
    return Holdings(
        question.mandates([row[2:] for row in rows if row[0] == "mandate"]),
        frozenset(word for kind, word, *_none in rows if kind == "role"),
        frozenset(UUID(word) for kind, word, *_none in rows if kind == "circle"),
    )


@dataclass(frozen=True)
class Question:
    """The question as SQL, and by which query the columns of its mandates are read."""

    sql: str
    params: tuple[Hashable, ...]
    query: Query
    columns: tuple[Any, ...]

    def mandates(self, rows: list[tuple[Any, ...]]) -> tuple[Mandate, ...]:
        """Return the mandates with their members, the oldest first."""
        compiler = self.query.get_compiler(connection=connection)
        read = compiler.apply_converters(rows, compiler.get_converters(self.columns))
        return tuple(sorted(map(_mandate, read), key=lambda mandate: mandate.from_on))


def _mandate(values: list[Any]) -> Mandate:
    of_mandate, of_member = values[: len(OF_MANDATE)], values[len(OF_MANDATE) :]
    mandate = Mandate.from_db(connection.alias, OF_MANDATE, of_mandate)
    mandate.member = Member.from_db(connection.alias, OF_MEMBER, of_member)
    return mandate


def given(params: Iterable[Hashable], *, person: UUID, day: date) -> list[Any]:
    """Put a person and a day where ``SOMEBODY`` and ``SOME_DAY`` stand in SQL that was written once."""
    # By their values: nothing else in such SQL may be this very day or key, or it would be put in there too.
    asked = dict(zip(_as_stored(SOMEBODY, SOME_DAY), _as_stored(person, day), strict=True))
    return [asked.get(param, param) for param in params]


def _as_stored(person: UUID, day: date) -> tuple[Hashable, Hashable]:
    # SQLite keeps a key as 32 letters, PostgreSQL as a key: a bare text would be found on one of them alone.
    key, from_on = Mandate._meta.get_field("person"), Mandate._meta.get_field("from_on")
    return key.get_db_prep_value(person, connection), from_on.get_db_prep_value(day, connection)


@lru_cache(maxsize=2)
def _question(_vendor: str) -> Question:
    # Written once for each process: to put three questions into SQL takes ten times as long as to answer them.
    mandates = _held(Mandate, "mandate", None).values_list(
        "kind_held", "word", *OF_MANDATE, *(f"member__{name}" for name in OF_MEMBER)
    )
    compiler = mandates.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    columns = tuple(column for column, _sql, _alias in compiler.select)[2:]
    # As many as a mandate has: what is no mandate leaves them empty.
    empty = {f"empty_{number}": Value(None, IntegerField()) for number in range(len(columns))}
    others = [
        rows.annotate(**empty).values_list("kind_held", "word", *empty).query.sql_with_params()
        for rows in (_held(RoleGrant, "role", "role"), _held(CircleSeat, "circle", "circle_id"))
    ]
    # The mandates first: of two empty columns PostgreSQL makes text, and joins no keys or days to it.
    parts = [(sql, params), *others]
    return Question(
        " UNION ALL ".join(sql for sql, _params in parts),
        tuple(param for _sql, params in parts for param in params),
        mandates.query,
        columns,
    )


def _held(model: type[Model], kind: str, word: str | None) -> QuerySet[Any]:
    text = CharField(max_length=36)
    rows: QuerySet[Any] = model._default_manager.annotate(
        kind_held=Value(kind, text), word=Cast(word, text) if word else Value(None, text)
    )
    return rows.filter(holding_on(SOME_DAY), person=SOMEBODY).order_by()
