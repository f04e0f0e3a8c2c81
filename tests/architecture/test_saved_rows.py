"""Whoever reads a row and saves it holds it meanwhile, or what it hangs on: else it writes over what others did."""

import ast
from collections.abc import Iterator, Mapping, Set

import pytest

from tests.architecture import services

# What is read and saved without a lock of its own: in front of each, what lets in one act at a time.
UNDER = {
    "decisions.services.closing:put_off": "its decision is locked",
    "decisions.services.secret.standing:put_candidates": "whoever calls it has locked the decision",
    "deliveries.services.texts:write_national": "its demand is locked",
    "evidence.services.figures:_store": "the edition that was current is changed first, and one alone may be",
    "positions.services.signing:approve_inside": "its version is locked",
    "positions.services.writing:move_clause": "its version is locked",
    "priorities.services.choosing:_offered": "whoever calls it has locked the round",
    "priorities.services.choosing:keep_outcome": "its round is locked",
    "procedures.services:stand_no_more": "what the member stands behind is locked by whoever calls it",
    "protection.services.letters.keys:end_responder": "whoever calls it has locked the responder",
    "protection.services.letters.keys:keep_way": "its responder is locked",
    "protection.services.letters.keys:stop_sealing_to": "its responder is held by hold_keys_of",
    "replies.services.answering:write_public_words": "its arrival is locked",
    "replies.services.reading:_keep_files": "whoever calls it has locked the arrival",
}

# What a question about rows is told by, and what holds them, or makes a row that nobody else knows.
ASKED = {
    *("objects", "_default_manager", "_base_manager", "all", "exclude", "filter", "order_by"),
    *("aget", "earliest", "first", "get", "get_or_create", "in_bulk", "last", "latest", "raw"),
}
HELD, MADE = "select_for_update", {"bulk_create", "create", "create_user"}
# What hands on the rows that it is given.
WRAPPED = {"dict", "enumerate", "filter", "iter", "list", "next", "reversed", "sorted", "tuple", "zip"}
SAVED = {"asave", "save"}


def steps(row: ast.expr) -> tuple[set[str], ast.expr]:
    """Return what a row is asked by, and what all of that is asked of."""
    verbs: set[str] = set()
    while True:
        if isinstance(row, ast.Attribute):
            verbs.add(row.attr)
            row = row.value
        elif isinstance(row, ast.Subscript | ast.Await | ast.Starred | ast.NamedExpr):
            row = row.value
        elif isinstance(row, ast.Call) and not (isinstance(row.func, ast.Name) and row.func.id in WRAPPED):
            row = row.func
        else:
            return verbs, row


def ways_to(
    row: ast.expr, named: Mapping[str, list[ast.expr]], seen: Set[str] = frozenset()
) -> Iterator[set[str]]:
    """Yield the steps by which a row may have come, from its model on, through the names that it had."""
    verbs, root = steps(row)
    further: list[ast.expr] = []
    if isinstance(root, ast.Name) and root.id not in seen:
        further, seen = named.get(root.id, []), {*seen, root.id}
    elif isinstance(root, ast.Call):
        further = root.args
    elif isinstance(root, ast.BoolOp):
        further = root.values
    elif isinstance(root, ast.IfExp):
        further = [root.body, root.orelse]
    elif isinstance(root, ast.List | ast.Tuple | ast.Set):
        further = root.elts
    elif isinstance(root, ast.ListComp | ast.SetComp | ast.GeneratorExp):
        further = [root.elt]
    elif isinstance(root, ast.DictComp):
        further = [root.value]
    if not further:
        yield verbs
    for before in further:
        yield from (verbs | way for way in ways_to(before, named, seen))


def named_in(function: services.Function) -> dict[str, list[ast.expr]]:
    """Return each name of a function with all that it is given, or goes through."""
    named: dict[str, list[ast.expr]] = {}
    for node in services.parts_of(function):
        if isinstance(node, ast.Assign):
            given, targets = node.value, node.targets
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value:
            given, targets = node.value, [node.target]
        elif isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
            given, targets = node.iter, [node.target]
        else:
            continue
        for name, value in (pair for target in targets for pair in given_to(target, given)):
            named.setdefault(name, []).append(value)
    return named


def given_to(target: ast.expr, given: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Yield each name of a target with what it is given, as exactly as its tree says."""
    if isinstance(target, ast.Name):
        yield target.id, given
    elif isinstance(target, ast.Starred):
        yield from given_to(target.value, given)
    elif isinstance(target, ast.Tuple | ast.List):
        is_apart = isinstance(given, ast.Call) and ast.unparse(given.func) == "zip"
        apart = given.args if is_apart and isinstance(given, ast.Call) else getattr(given, "elts", [])
        is_known = len(apart) == len(target.elts) and not any(isinstance(one, ast.Starred) for one in apart)
        for number, part in enumerate(target.elts):
            yield from given_to(part, apart[number] if is_known else given)


def saved_in(function: services.Function) -> Iterator[ast.expr]:
    """Yield what a function saves, or hands on to be saved, but for what it enters as a new row."""
    parts = services.parts_of(function)
    entered = {
        call.func
        for call in services.calls_in(function)
        if "force_insert" in {key.arg for key in call.keywords}
    }
    for node in parts:
        if isinstance(node, ast.Attribute) and node.attr in SAVED and node not in entered:
            yield node.value
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "bulk_update":
            yield from node.args[:1]


def saved_unheld(function: services.Function) -> list[int]:
    """Return the lines that save a row which the function has read and does not hold."""
    saved = list(saved_in(function))
    named = named_in(function) if saved else {}
    return [
        row.lineno
        for row in saved
        if any(way & ASKED and not way & {HELD, *MADE} for way in ways_to(row, named))
    ]


def test_a_service_locks_what_it_reads_and_saves() -> None:
    found = services.all_functions("services")
    asked = {
        name.removeprefix("tamyr.") for name, (_module, function) in found.items() if saved_unheld(function)
    }
    assert asked == set(UNDER), "select_for_update(no_key=True), or say in UNDER what is locked instead"


SAVED_UNHELD = {
    "one of many by its key": "row = Row.objects.in_bulk([p.pk])[p.pk]\n    row.save()",
    "by another fact": "row = Row.objects.get(number=p.number)\n    row.save()",
    "the first of those found": "Row.objects.filter(pk=p.pk)[0].save()",
    "by a key of no object": "row = Row.objects.get(pk=p)\n    row.save()",
    "each of those found": "for row in Row.objects.filter(owner=p):\n        row.save()",
    "each of a list": "rows = [*p.rows.all()]\n    for place, row in enumerate(rows):\n        row.save()",
    "found or new": "row = p.rows.filter(n=1).first() or Row()\n    row.save()",
    "found or made": "row, is_new = Row.objects.get_or_create(n=1)\n    row.save()",
    "saved later": "row = Row.objects.get(n=1)\n    on_commit(row.save)",
    "many at once": "rows = {row.pk: row for row in Row.objects.all()}\n    Row.objects.bulk_update(rows.values(), ['n'])",
    "named on the way": "if row := Row.objects.get(n=1):\n        row.save()",
}
SAVED_HELD = {
    "held": "row = Row.objects.select_for_update(no_key=True).get(n=1)\n    row.save()",
    "held on the way": "rows = Row.objects.filter(n=1)\n    held = rows.select_for_update()\n    held.first().save()",
    "held and kept": "rows = {row.pk: row for row in p.rows.select_for_update()}\n    rows.get(1).save()",
    "made": "row = Row.objects.create(n=1)\n    row.save()",
    "new": "row = Row(n=1)\n    row.save()",
    "entered": "for row in Row.objects.all():\n        row.pk = None\n        row.save(force_insert=True)",
    "beside what is read": "for row, other in zip(made(p), p.rows.all(), strict=True):\n        row.save()",
    "given a fact of what is read": "p.fact = p.rows.first()\n    p.save()",
    "shown": "row = Row.objects.get(n=1)\n    p.save()",
}


@pytest.mark.parametrize("body", SAVED_UNHELD.values(), ids=SAVED_UNHELD.keys())
def test_a_row_that_is_saved_and_not_held_is_noticed(body: str) -> None:
    assert len(saved_unheld(planted(body))) == 1


@pytest.mark.parametrize("body", SAVED_HELD.values(), ids=SAVED_HELD.keys())
def test_a_row_that_is_held_or_new_may_be_saved(body: str) -> None:
    assert saved_unheld(planted(body)) == []


def planted(body: str) -> services.Function:
    return services.read(f"def f(p):\n    {body}", "tamyr.planted.services").functions["f"]
