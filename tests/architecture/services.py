"""What the services of all rooms call, read from their source: which of them write, which leave an audit line.

A function is known by its module and its name, so that two rooms may call theirs alike. A call is
followed through imports and re-exports to the function it means; what a model's own method writes
counts for whoever calls a method of that name.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.architecture import plan
from tests.architecture.plan import nodes_of

Defined = ast.FunctionDef | ast.AsyncFunctionDef
# A name that is given a lambda, a bound method or a part of a function does what a function does.
Function = Defined | ast.Assign | ast.AnnAssign

AUDIT = "tamyr.safety.services.audit:record_act"
# Verbs of Django's and Wagtail's that write, whatever they are called on.
VERBS = frozenset(
    re.findall(
        r"\w+",
        """
    abulk_create abulk_update acreate adelete add_child aget_or_create approve asave aupdate
    aupdate_or_create bulk_create bulk_update copy_for_translation create
    create_or_update_translation create_user get_or_create login logout move on_action publish
    reject save save_revision save_target set_password start unpublish update_from_db
    update_or_create validate_code
    """,
    )
)
# Verbs that a dictionary or a set has too: a query gives them no, or only named, arguments.
QUERY_VERBS = {"delete", "update", "flush"}
RELATION_VERBS = {"add", "clear", "remove", "set"}
# A statement of one's own writes, unless its first word stands there and says that it does not.
STATEMENT_VERBS = {"execute", "executemany", "executescript", "raw"}
# What is handed on to be called, by ``on_commit``, ``partial`` or ``map``; a row has facts named as the other verbs are.
HANDED_VERBS = (VERBS | QUERY_VERBS | STATEMENT_VERBS) - {"raw", "start"}
FETCHERS = {"attrgetter", "getattr", "methodcaller"}
READS = re.compile(r"\s*(SELECT|SHOW|SET|PRAGMA|VACUUM)\b")


@dataclass(frozen=True)
class Source:
    """One module: its functions by name, and what its other names mean elsewhere."""

    functions: dict[str, Function] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def kind_files(kind: str) -> Iterator[Path]:
    for room in sorted(plan.PLATFORM.iterdir()):
        yield from sorted(room.glob(f"{kind}.py"))
        yield from sorted(room.glob(f"{kind}/**/*.py"))


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(plan.ROOT / "src").with_suffix("").parts).removesuffix(".__init__")


@cache
def source_of(module: str) -> Source:
    """Read a module of ours; a name of anybody else's means nothing here."""
    path = plan.ROOT.joinpath("src", *module.split("."))
    file = path.with_suffix(".py") if path.with_suffix(".py").is_file() else path / "__init__.py"
    return read(file.read_text(encoding="utf-8"), module) if file.is_file() else Source()


def read(text: str, module: str) -> Source:
    source = Source()
    for node in standing(plan.parsed(text).body):
        for name, function in functions_of(node):
            source.functions[name] = function
            if "." not in name:
                source.names[name] = f"{module}:{name}"
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                source.names[alias.asname or alias.name] = f"{node.module}:{alias.name}"
    return source


def functions_of(node: ast.stmt) -> Iterator[tuple[str, Function]]:
    """Yield what a statement gives a name to be called by: methods by their class too."""
    if isinstance(node, Defined):
        yield node.name, node
    elif isinstance(node, ast.ClassDef):
        for part in node.body:
            yield from ((f"{node.name}.{name}", function) for name, function in functions_of(part))
    elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value and is_called_later(node.value):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from ((target.id, node) for target in targets if isinstance(target, ast.Name))


def is_called_later(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return "partial" in ast.unparse(value.func) or any(map(is_called_later, value.args))
    return isinstance(value, ast.Lambda | ast.Attribute)


def standing(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield what stands in a module, under a condition too."""
    for node in body:
        yield node
        if isinstance(node, ast.If | ast.Try | ast.With):
            yield from standing(part for part in ast.iter_child_nodes(node) if isinstance(part, ast.stmt))


def meant(name: str) -> str:
    """Follow re-exports: ``tamyr.safety.services:record_act`` is a function of ``…services.audit``."""
    module, _, function = name.partition(":")
    further = source_of(module).names.get(function) if module.startswith("tamyr.") else None
    return name if further in (None, name) else meant(str(further))


@cache
def parts_of(function: Function) -> tuple[ast.AST, ...]:
    return tuple(nodes_of(function))


@cache
def calls_in(function: Function) -> tuple[ast.Call, ...]:
    return tuple(node for node in parts_of(function) if isinstance(node, ast.Call))


@cache
def verbs_handed_on(function: Function) -> frozenset[str]:
    """Return the names of methods that a function hands on instead of calling them."""
    called = {call.func for call in calls_in(function)}
    bound = (
        node.attr for node in parts_of(function) if isinstance(node, ast.Attribute) and node not in called
    )
    fetched = (
        str(given.value)
        for call in calls_in(function)
        if getattr(call.func, "id", getattr(call.func, "attr", "")) in FETCHERS
        for given in call.args
        if isinstance(given, ast.Constant)
    )
    return frozenset((*bound, *fetched))


def called(function: Function, module: str) -> Iterator[str]:
    """Yield every function of ours that a function calls, or hands on to be called."""
    source = source_of(module)
    for node in parts_of(function):
        if isinstance(node, ast.Name) and node.id in source.names:
            yield meant(source.names[node.id])
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            of_module = source.names.get(node.value.id, "").replace(":", ".")
            if of_module and node.attr in source_of(of_module).names:
                yield meant(f"{of_module}:{node.attr}")


@cache
def names_called(function: Function, module: str) -> frozenset[str]:
    return frozenset(called(function, module))


def is_write(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Name):
        return call.func.id in {"login", "logout"}
    if not isinstance(call.func, ast.Attribute):
        return False
    verb, of = call.func.attr, call.func.value
    if verb in VERBS:
        return True
    if verb in QUERY_VERBS:
        return not call.args
    if verb in STATEMENT_VERBS:
        # A command is executed too: what it hands on to its own class is no statement.
        is_command = isinstance(of, ast.Call) and ast.unparse(of) == "super()"
        return bool(call.args) and not is_command and not reads(call.args[0])
    return verb in RELATION_VERBS and isinstance(of, ast.Attribute)


def writes(function: Function, methods: Iterable[str] = ()) -> bool:
    """Whether a function writes itself, or hands a method that writes on to be called."""
    verbs = {call.func.attr for call in calls_in(function) if isinstance(call.func, ast.Attribute)}
    return (
        any(map(is_write, calls_in(function)))
        or not verbs.isdisjoint(methods)
        or not verbs_handed_on(function).isdisjoint(HANDED_VERBS.union(methods))
    )


def reads(statement: ast.expr) -> bool:
    if isinstance(statement, ast.JoinedStr) and statement.values:
        return reads(statement.values[0])
    said = statement.value if isinstance(statement, ast.Constant) else None
    return isinstance(said, str) and READS.match(said) is not None


@cache
def all_functions(*kinds: str) -> dict[str, tuple[str, Function]]:
    """Return module:name → its module and itself, for all rooms."""
    modules = [module_of(file) for kind in kinds for file in kind_files(kind)]
    return {
        f"{module}:{name}": (module, function)
        for module in modules
        for name, function in source_of(module).functions.items()
    }


def reaching(goal: Iterable[str], among: dict[str, tuple[str, Function]]) -> set[str]:
    """Return the functions that are in ``goal`` or call one of it, themselves or through another one."""
    reached, before = set(goal), -1
    calls = {name: names_called(function, module) for name, (module, function) in among.items()}
    while len(reached) > before:
        before = len(reached)
        reached |= {name for name, names in calls.items() if names & reached}
    return reached


@cache
def writing_methods() -> set[str]:
    """Return the names of our models' own methods that write."""
    methods = {name: pair for name, pair in all_functions("models").items() if "." in name.split(":")[1]}
    return {name.rsplit(".", 1)[1] for name, (_module, method) in methods.items() if writes(method)}


@cache
def writing_functions() -> set[str]:
    """Return the functions that stand beside our models and write."""
    beside = {name: pair for name, pair in all_functions("models").items() if "." not in name.split(":")[1]}
    return {name for name, (_module, function) in beside.items() if writes(function)}


@cache
def writers() -> set[str]:
    """Return the services that write to the database, themselves or through another one."""
    services, methods, beside = all_functions("services"), writing_methods(), writing_functions()
    direct = {name for name, (_module, function) in services.items() if writes(function, methods)}
    return reaching(direct | beside, services) & services.keys()


@cache
def recorders() -> set[str]:
    return reaching({AUDIT}, all_functions("services"))


def is_public(name: str) -> bool:
    """Whether others may call it: what a class does when it is called, whatever the class is named."""
    parts = name.split(":")[1].split(".")
    return parts[-1] == "__call__" or not any(re.match("_(?!_)", part) for part in parts)


# What many rules ask of the same sources: let go with their trees (conftest.py).
READ_ONCE = (all_functions, parts_of, calls_in, verbs_handed_on, names_called, writers, recorders)
