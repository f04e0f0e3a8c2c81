"""What is new to a server in a statement: its words and the types they are about.

A statement is told as a whole, with its tables and columns, where it writes, locks, groups, leaves out doubles, or says
what Django writes for no other database alike: raw SQL, JSON, collations, hours and days. Any other question is told by
its kind: which types it reads, compares, joins and orders by, and which the values given have. What a server makes of
``text = text`` hangs on no table's name.
"""

import re
from functools import cache

from django.apps import apps
from django.db import connection

# Of what a server knows more than the types.
OF_ITS_TABLES = re.compile(
    r"FOR UPDATE|GROUP BY|DISTINCT|UNION|OVER \(|COLLATE|::|->|#>|@>|ON CONFLICT|AT TIME ZONE|EXTRACT|TRUNC|pg_"
)
SAME = (
    (re.compile(r'"s\d+_x\d+"'), "savepoint"),
    (re.compile(r"'[^']*'|\b\d+\b"), "?"),
    (re.compile(r"\((%s|\?|NULL)(, (%s|\?|NULL))+\)"), "(…)"),
    (re.compile(r"\(…\)(, \(…\))+"), "(…)"),
)
TABLE = re.compile(r'(FROM|JOIN) "(\w+)"(?: ([A-Z]+\d+)\b)?')
COLUMN = re.compile(r'"?(\w+)"?\."(\w+)"')
SELECTED = re.compile(r"SELECT ([^()]*?) FROM ")


def in_short(statement: str, given: object = None) -> str:
    """Return what the server has to understand: the statement without its values, and of which types these are."""
    for pattern, instead in SAME:
        statement = pattern.sub(instead, statement)
    values = given if isinstance(given, list | tuple) else ()
    return " ".join([kind_of(statement), *sorted({type(value).__name__ for value in values})])


def kind_of(statement: str) -> str:
    """Return a question with types instead of columns, and anything else as it is."""
    if not statement.startswith("SELECT") or OF_ITS_TABLES.search(statement):
        return statement
    tables = {alias or table: table for _before, table, alias in TABLE.findall(statement)}
    statement = COLUMN.sub(
        lambda found: column_types().get((tables.get(found[1], ""), found[2]), found[0]), statement
    )
    statement = TABLE.sub(r"\1 …", statement)
    return SELECTED.sub(
        lambda found: f"SELECT {', '.join(sorted(set(found[1].split(', '))))} FROM ", statement
    )


@cache
def column_types() -> dict[tuple[str, str], str]:
    """Return the type of each column; where there may be nothing, it is told: servers differ on where that comes."""
    return {
        (model._meta.db_table, str(column.column)): str(column.db_type(connection)).partition("(")[0]
        + (" or nothing" if column.null else "")
        for model in apps.get_models(include_auto_created=True)
        for column in model._meta.local_concrete_fields
    }
