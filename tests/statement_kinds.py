"""What is new to a server in a statement: its parts, by the types they are about.

What a server makes of ``text = text`` hangs on no table's name, and what it makes of ``a AND b`` is known once it was
asked both. So a question that Django writes alike for every database is taken apart: which types it reads, compares,
joins and orders by, each with whether nothing may stand there. Each table is written to, and each column changed.
As a whole, with tables and columns, stands what a server looks at as a whole or understands in its own way: groups,
JSON, collations, hours and days, raw SQL, a lock of tables joined, an order of what has no doubles; as a whole of types
what has functions, and a lock of one table. An order by what may be missing, or is text, is told by its column: servers
differ on where nothing stands, and which letter comes first.
"""

import re
from functools import cache

from django.apps import apps
from django.db import connection

MAPPED = re.compile(r"(SELECT|UPDATE|INSERT INTO|DELETE FROM) ")
IN_ITS_OWN_WAY = re.compile(
    r"GROUP BY|UNION|OVER \(|COLLATE|::|->|#>|@>|ON CONFLICT|AT TIME ZONE|EXTRACT|TRUNC|pg_"
    r"|JOIN .*FOR UPDATE|DISTINCT .*ORDER BY|\? (?:ASC|DESC)"
)
AS_A_WHOLE = re.compile(r"\b(?!EXISTS)[A-Z_]+\(|CASE|LIKE|BETWEEN|FOR UPDATE| [-+*/|%]+ ")
WRITES = re.compile(r'(?:UPDATE|INSERT INTO|DELETE FROM) "(\w+)"')
BETWEEN_PARTS = re.compile(
    r" ?(?:\b(?:SELECT|AND|OR|NOT|WHERE|FROM|ON|ORDER BY|LIMIT|SET|VALUES)\b|, |[()]) ?"
)
SAME = (
    (re.compile(r'"s\d+_x\d+"'), "savepoint"),
    (re.compile(r"'[^']*'|\b\d+\b"), "?"),
    (re.compile(r"\((%s|\?|NULL)(, (%s|\?|NULL))+\)"), "(…)"),
    (re.compile(r"\(…\)(, \(…\))+"), "(…)"),
)
TABLE = re.compile(r'(FROM|JOIN) "(\w+)"(?: ([A-Z]+\d+)\b)?')
COLUMN = re.compile(r'"?(\w+)"?\."(\w+)"(?= (ASC|DESC))?')
ORDERED_IN_ITS_OWN_WAY = re.compile(r"text|char|or nothing")


def news_in(statement: str, given: object = None) -> set[str]:
    """Return all that the server has to understand; of values, of which types they are."""
    for pattern, instead in SAME:
        statement = pattern.sub(instead, statement)
    values = given if isinstance(given, list | tuple) else ()
    types = {f"given {type(value).__name__}" for value in values}
    if IN_ITS_OWN_WAY.search(statement) or not MAPPED.match(statement):
        return {statement} | types
    kind = with_types(statement).replace("COUNT(*)", "COUNT ALL").replace("= NULL", "= %s")
    if AS_A_WHOLE.search(kind):
        return {kind} | types
    if found := WRITES.match(statement):
        written = found[0]
        parts = set() if written.startswith("INSERT") else parts_of(kind.removeprefix(written))
        return {written} | {f"{written} {part}" for part in parts} | types
    how = "DISTINCT " if "DISTINCT" in kind else ""
    return {f"{how}{part}" for part in parts_of(kind)} | types


def parts_of(kind: str) -> set[str]:
    return {part.strip() for part in BETWEEN_PARTS.split(kind)} - {""}


def with_types(statement: str) -> str:
    """Return a statement with types instead of the columns it reads, and without the tables these are of."""
    tables = {alias or table: table for _before, table, alias in TABLE.findall(statement)}
    written = WRITES.match(statement)
    if written:
        tables[written[1]] = written[1]
    typed = COLUMN.sub(lambda column: type_of(column, tables), statement)
    return typed if written else TABLE.sub(r"\1 …", typed)


def type_of(column: re.Match[str], tables: dict[str, str]) -> str:
    table = tables.get(column[1], "")
    found = column_types().get((table, column[2]), column[0])
    in_its_own_way = column[3] and ORDERED_IN_ITS_OWN_WAY.search(found)
    return f'"{table}"."{column[2]}" {found}' if in_its_own_way else found


@cache
def column_types() -> dict[tuple[str, str], str]:
    """Return the type of each column; where there may be nothing, it is told: servers differ on where that comes."""
    return {
        (model._meta.db_table, str(column.column)): str(column.db_type(connection)).partition("(")[0]
        + (" or nothing" if column.null else "")
        for model in apps.get_models(include_auto_created=True)
        for column in model._meta.local_concrete_fields
    }
