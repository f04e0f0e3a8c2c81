"""Of two kinds of rows every act holds the same one first: two that take them in turn would wait for each other."""

import ast

from tests.architecture import services
from tests.architecture.plan import nodes_of
from tests.architecture.test_locks import is_lock

# Of two kinds of rows that acts hold together, which one is held first: in front of each, what would go wrong.
FIRST = {
    # a link to a circle accepted while the circle ends, or while the account that made it is locked
    ("Invitation", "Circle"),
    # a way back opened while what hangs on a locked account ends
    ("Person", "Invitation"),
    # an account closed while it accepts an invitation, or while one that was locked opens again
    ("Person", "RoleGrant"),
    ("Person", "Mandate"),
    ("Person", "Circle"),
}
# Acts that hold both: with fewer found, the order of nothing would be looked at.
BOTH = {
    ("Invitation", "Circle"): {"accept_as_yourself", "end_circle", "hold_what_hangs_on"},
    ("Person", "Invitation"): {"accept_as_yourself", "come_back", "close_account", "_end_the_rest"},
    ("Person", "Circle"): {"close_account", "_end_the_rest", "_held_to_open"},
    ("Person", "Mandate"): {"accept_as_yourself", "close_account"},
}
# What holds the second kind for something else than the first, or in another transaction.
APART = {
    # an account that nobody else knows yet
    "network.services.invitations.accepting:accept_as_somebody_new",
    # circles of a person, links into a member: it opens one or the other
    "protection.services.lockdowns:_release_if_due",
    "protection.services.lockdowns:_reopen",
    "protection.services.lockdowns:let_time_tell",
    "protection.services.lockdowns:say_open",
}
ROOMS = ("tamyr.accounts.", "tamyr.network.", "tamyr.protection.")
# What it makes holds these rows until its end: a row that points at them.
MADE = {"CircleSeat": ["Circle"]}


def held_in_turn(
    name: str, found: dict[str, tuple[str, services.Function]], seen: tuple[str, ...] = ()
) -> list[str]:
    """Return the kinds of rows that a service holds, in the order in which it first takes them."""
    module, function = found[name]
    rows = rows_named_in(function)
    calls = sorted(
        services.calls_in(function), key=lambda call: (call.end_lineno or 0, call.end_col_offset or 0)
    )
    held: list[str] = []
    for call in calls:
        root = ast.unparse(call.func).partition(".")[0].partition("(")[0]
        kind = rows.get(root) or rows_of(services.meant(f"{module}:{root}"), found)
        if kind and (is_lock(call) or isinstance(call.func, ast.Attribute) and call.func.attr == "update"):
            held.append(kind)
        elif kind and isinstance(call.func, ast.Attribute) and call.func.attr == "create":
            held += MADE.get(kind, [])
        callee = services.meant(services.source_of(module).names.get(ast.unparse(call.func), ""))
        if callee in found and callee not in seen:
            held += held_in_turn(callee, found, (*seen, name))
    return list(dict.fromkeys(held))


def rows_named_in(function: services.Function) -> dict[str, str]:
    """Return what each name of a function asks for: itself where it is a model, else the model that it was made of."""
    rows: dict[str, str] = {}
    for node in nodes_of(function):
        if isinstance(node, ast.Attribute) and node.attr == "objects" and isinstance(node.value, ast.Name):
            rows[node.value.id] = node.value.id
    for node in nodes_of(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            of = ast.unparse(node.value).partition(".objects.")
            if of[1] and of[0] in rows:
                rows[node.targets[0].id] = of[0]
    return rows


def rows_of(name: str, found: dict[str, tuple[str, services.Function]]) -> str:
    """Return what a function asks for that hands on a question to be held."""
    asked = rows_named_in(found[name][1]) if name in found else {}
    return next((kind for kind in asked.values()), "")


def in_another_order(found: dict[str, tuple[str, services.Function]]) -> list[str]:
    turns = {name: held_in_turn(name, found) for name in found}
    return [
        name
        for name, held in turns.items()
        for first, then in FIRST
        if first in held and then in held and held.index(then) < held.index(first)
    ]


def test_of_two_kinds_of_rows_one_is_held_first_by_every_service() -> None:
    found = {
        name: pair for name, pair in services.all_functions("services").items() if name.startswith(ROOMS)
    }
    turns = {name: set(held_in_turn(name, found)) for name in found}
    assert {name.removeprefix("tamyr.") for name in in_another_order(found)} == APART
    for pair, acts in BOTH.items():
        both = {name.rpartition(":")[2] for name, held in turns.items() if set(pair) <= held}
        assert both >= acts, pair


def test_the_test_notices_another_order() -> None:
    text = "\n".join(
        (
            "def f(circle):",
            "    Circle.objects.select_for_update().get(pk=circle.pk)",
            "    links = Invitation.objects.filter(circle=circle)",
            "    list(links.select_for_update())",
            "def g(circle):",
            "    Invitation.objects.select_for_update().get(circle=circle)",
            "    CircleSeat.objects.create(circle=circle)",
            "def h(person):",
            "    Circle.objects.select_for_update().filter(seats__person=person)",
            "    Person.objects.select_for_update().get(pk=person.pk)",
        )
    )
    functions = services.read(text, "tamyr.planted.services").functions
    found = {f"planted:{name}": ("tamyr.planted.services", function) for name, function in functions.items()}
    assert in_another_order(found) == ["planted:f", "planted:h"]
