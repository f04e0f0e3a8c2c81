"""Whoever reads a row anew to change it holds it: SQLite waits by itself, PostgreSQL does what it is told."""

import ast
from collections.abc import Iterable, Iterator
from importlib import import_module

import pytest

from tamyr.safety.rules import Kind
from tests.architecture import services

CHAIN = "tamyr.safety.services.audit:_append"

# What is read anew and never written, by module and function.
ONLY_READ = {
    "tamyr.protection.services.presses:presser",
    "tamyr.network.services.two_persons.invitations:InvitationKind.invitation",
}


# What goes for good, and is held so once the chain is held, when nobody is waited for.
GOES = {"tamyr.network.services.people:close_account"}

KEYS = {"id", "pk"}


def chain(node: ast.expr) -> Iterator[ast.Call]:
    """Yield the calls that a call is chained to, the last one first: ``get``, ``filter``, ``select_for_update``."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        yield node
        node = node.func.value


def reads_anew(call: ast.Call) -> bool:
    """Whether a call fetches one row by the key of an object in hand."""
    names = [link.func.attr for link in chain(call) if isinstance(link.func, ast.Attribute)]
    by_key = (
        keyword
        for link in chain(call)
        for keyword in link.keywords
        if keyword.arg in KEYS and isinstance(keyword.value, ast.Attribute) and keyword.value.attr in KEYS
    )
    return bool(names) and names[0] in ("get", "first") and any(True for _keyword in by_key)


def unlocked(function: services.Function) -> list[int]:
    """Return the lines of a function that read a row anew and let others change it meanwhile."""
    calls = list(services.calls_in(function))
    read = [
        call.lineno for call in calls if reads_anew(call) and not any(is_lock(link) for link in chain(call))
    ]
    saved = {of: line for verb, of, line in on_what(calls) if verb == "save"}
    return read + [
        line for verb, of, line in on_what(calls) if verb == "refresh_from_db" and line < saved.get(of, 0)
    ]


def on_what(calls: Iterable[ast.Call]) -> Iterator[tuple[str, str, int]]:
    """Yield what a row in hand is told to do, its name and the line: saved, or read anew as it stands and not held."""
    for call in calls:
        verb = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if verb in ("save", "refresh_from_db") and "select_for_update" not in ast.unparse(call):
            yield verb, ast.unparse(getattr(call.func, "value", call)), call.lineno


def is_lock(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "select_for_update"


def in_the_way(function: services.Function) -> list[int]:
    """Return the lines of a function that hold rows so that nothing may point at them meanwhile."""
    locks = (call for call in services.calls_in(function) if is_lock(call))
    return [lock.lineno for lock in locks if "no_key" not in {keyword.arg for keyword in lock.keywords}]


def test_no_lock_is_in_the_way_of_rows_that_point_at_what_it_holds() -> None:
    """A new row's keys are asked for when its act is committed, which holds the chain by then.

    Whoever held the row so that nobody may point at it, and waits for the chain, would be waited for.
    """
    found = services.all_functions("services", "management", "receivers", "tasks", "views", "models")
    asked = {name for name, (_module, function) in found.items() if in_the_way(function)}
    assert asked == GOES, "select_for_update(no_key=True)"


def test_a_service_locks_the_row_that_it_reads_anew() -> None:
    found = services.all_functions("services")
    asked = {name for name, (_module, function) in found.items() if unlocked(function)}
    assert asked == ONLY_READ, "select_for_update(no_key=True), or say in ONLY_READ that nothing is written"


# What is locked by no key of an object in hand, and what would go wrong without it.
LOCKS = {
    "accounts.services.factor_keys:write_factors_anew": "one key rotation beside a person who changes a factor",
    "accounts.services.ways_in:spend_app_code": "one code sent twice at once",
    "network.services.invitations.accepting:_take": "one link opened twice at once",
    "network.services.members.changing:_take_invitations_back": "a link opened while its member hides",
    "network.services.circles:hold_circles": "the last two convenors who leave at once",
    "network.services.members.changing:hold_mandates": "the last two delegates who leave at once",
    "network.services.people:_hold_coordination": "the last two coordinators who leave at once",
    "network.services.people:begin_mandate": "two mandates given at once",
    "network.services.people:begin_role": "a role given anew while it ends",
    "procedures.services:check_voice": "a member that leaves while it speaks",
    "safety.services.audit:_append": "two acts at once would follow the same line",
    "safety.services.proposals:hold_rows": "an act on what is confirmed just now, each waiting for the other",
    "safety.services.keys:write_anew": "a row that is saved while its texts are written anew",
}


def test_these_services_hold_what_they_change() -> None:
    found = services.all_functions("services")
    holding = {
        name.removeprefix("tamyr.")
        for name, (_module, function) in found.items()
        if any(is_lock(call) for call in services.calls_in(function))
    }
    assert set(LOCKS) - holding == set()


# What holds rows for whoever calls it, and who has to: in front of each, what would go wrong.
HELD_FOR = {
    # a new way in, or a change of it, while two contacts lock the account
    "accounts.services.standing:hold": {
        "accounts.services.people:change_account",
        "accounts.services.ways_in:add_passkey",
        "accounts.services.ways_in:remove_passkey",
        "accounts.services.ways_in:renew_recovery_codes",
        "accounts.services.ways_in:set_password_and_app",
        "calendars.services.addresses:_held",
        "network.services.invitations.accepting:accept_as_yourself",
        "network.services.invitations.making:invite",
        "network.services.people:close_account",
        "network.services.two_persons.exports:propose_export",
        "publishing.services.editors:check_editor",
    },
    # the last two convenors who leave at once
    "network.services.circles:hold_circles": {
        "network.services.circles:add_to_circle",
        "network.services.circles:end_seat",
        "network.services.circles:make_convenor",
        "network.services.locking:give_seats_back",
        "network.services.locking:hold_circles_of",
        "network.services.locking:hold_what_hangs_on",
        "network.services.locking:leave_seats",
        "network.services.people:close_account",
    },
    # two acts that take the chain and what they change in another order, and wait for each other
    "network.services.locking:hold_what_hangs_on": {"protection.services.lockdowns:_end_the_rest"},
    # a circle left while an account that was locked opens again, and its seat there is given back
    "network.services.locking:hold_circles_of": {"protection.services.lockdowns:_held_to_open"},
    # a link taken back while the account that made it closes or is locked
    "network.services.ways:hold_ways_of": {
        "network.services.locking:hold_what_hangs_on",
        "network.services.people:close_account",
    },
    # the last two delegates who leave at once
    "network.services.members.changing:hold_mandates": {
        "network.services.members.changing:change_member",
        "network.services.people:held_mandate",
        "network.services.people:close_account",
        "network.services.two_persons.imports:Import.hold",
    },
    # the last two coordinators who leave at once
    "network.services.people:_hold_coordination": {
        "network.services.people:held_role",
        "network.services.people:close_account",
    },
    # two presses at once that both are the first one
    "protection.services.contacts:held": {
        "protection.services.contacts:name_contact",
        "protection.services.lockdowns:_held",
        "protection.services.lockdowns:_press",
        "protection.services.travels:_held",
        "protection.services.travels:set_out",
        "protection.services.travels:stay_here",
    },
    # a page taken back, or read for the public, by an account that was locked meanwhile
    "publishing.services.editors:check_editor": {
        "publishing.services.translations:read_translation",
        "publishing.services.translations:renew_translation",
        "publishing.services.translations:submit_translation",
        "publishing.services.withdrawals:_locked",
        "publishing.services.withdrawals:propose_withdrawal",
    },
    # a letter sealed to a key at the moment in which it stops
    "protection.services.letters.keys:hold_keys_of": {"protection.services.lockdowns:_end_the_rest"},
}


def test_whoever_needs_a_hold_takes_it() -> None:
    found = services.all_functions("services")
    called = {name: services.names_called(function, module) for name, (module, function) in found.items()}
    takes = {
        hold: {name.removeprefix("tamyr.") for name, names in called.items() if f"tamyr.{hold}" in names}
        for hold in HELD_FOR
    }
    assert takes == HELD_FOR


@pytest.mark.parametrize("name", ["approve", "_call_off", "_lapse"])
def test_what_a_proposal_is_about_is_held_before_it(name: str) -> None:
    _module, function = services.all_functions("services")[f"tamyr.safety.services.proposals:{name}"]
    calls = list(services.calls_in(function))
    holds = [
        call.lineno for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "hold"
    ]
    assert max(holds) < min(call.lineno for call in calls if is_lock(call))


# What two persons do without a hold, though it locks: in front of each, why nobody waits for each other.
HOLDS_NOTHING: set[str] = set()


def test_what_two_persons_do_is_held_before_the_proposal_and_the_chain() -> None:
    found = services.all_functions("services")
    locking = {
        name
        for name, (_module, function) in found.items()
        if name != CHAIN and any(is_lock(call) for call in services.calls_in(function))
    }
    locks = services.reaching(locking, {name: pair for name, pair in found.items() if name != CHAIN})
    acts = {name: found[name][0] for name in locks if name.endswith((".carry_out", ".do", ".call_off"))}
    assert acts, "none is found any more"
    # Nothing of a file that is taken out changes: it holds nothing, and would be found if it locked.
    assert not is_held("exports:Export.carry_out", "tamyr.network.services.two_persons.exports")
    bare = {name.removeprefix("tamyr.") for name, module in acts.items() if not is_held(name, module)}
    assert bare == HOLDS_NOTHING, "lock what others lock in Kind.hold, or say in HOLDS_NOTHING why not"


def is_held(name: str, module: str) -> bool:
    kind = getattr(import_module(module), name.partition(":")[2].partition(".")[0])
    return not issubclass(kind, Kind) or kind.hold is not Kind.hold


PLANTED = {
    "read anew without a lock": ("def f(row):\n    Row.objects.get(pk=row.pk).save()", [2]),
    "read anew by a filter": ("def f(row):\n    Row.objects.filter(pk=row.pk).first().save()", [2]),
    "locked": ("def f(row):\n    Row.objects.select_for_update().get(pk=row.pk).save()", []),
    "by a key of no object": ("def f(key):\n    Row.objects.get(pk=key).save()", []),
    "read anew by its other key": ("def f(row):\n    Row.objects.get(id=row.id).save()", [2]),
    "refreshed": ("def f(row):\n    row.refresh_from_db()\n    row.save()", [2]),
    "refreshed and held": (
        "def f(row):\n    row.refresh_from_db(from_queryset=Row.objects.select_for_update())\n    row.save()",
        [],
    ),
    "refreshed to be shown": ("def f(row):\n    row.save()\n    row.refresh_from_db()", []),
    "changed by the database itself": ("def f(row):\n    Row.objects.filter(pk=row.pk).update(n=1)", []),
}


def test_the_test_notices_a_lock_in_the_way() -> None:
    text = "def f(row):\n    Row.objects.select_for_update(of=('self',)).get(pk=row.pk)\n    Row.objects.select_for_update(no_key=True)"
    assert in_the_way(services.read(text, "tamyr.planted.services").functions["f"]) == [2]


@pytest.mark.parametrize(("text", "lines"), PLANTED.values(), ids=PLANTED.keys())
def test_the_test_notices_a_missing_lock(text: str, lines: list[int]) -> None:
    assert unlocked(services.read(text, "tamyr.planted.services").functions["f"]) == lines
