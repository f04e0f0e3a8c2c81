"""An error of ours says why in words of ours: a library's come in English, whoever reads them."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.plan import nodes_in

SCIENCE, PLATFORM = Path("src/climate_pathways"), Path("src/tamyr")
# Files of the house, of which whoever writes them is told; an error that is handed on as it is, and a key by its name.
WITHOUT_A_LIBRARY = {
    "src/tamyr/addressees/logic/directory_file.py",
    "src/tamyr/consultations/logic/participation.py",
    "src/tamyr/demands/logic/law_file.py",
    "src/tamyr/shared/apart.py",
    "src/climate_pathways/charts/map/topology.py",
}


# All that may be asked of a caught error beside its kind: places and numbers. Whatever else it holds is its text.
PLACES = {
    *(
        "__cause__",
        "__context__",
        "__dict__",
        "__traceback__",
        "errno",
        "lineno",
        "colno",
        "pos",
        "start",
        "end",
    ),
    *("code", "name", "problem_mark", "returncode", "segment", "smtp_code", "sqlstate", "fragment"),
}
TEXTS = {"ascii", "format", "repr", "str"}
# By Django's own we say what is wrong with a command or with the settings, in words of ours.
BORROWED = {"CommandError", "ImproperlyConfigured"}
# What says what it is given.
SAYS = re.compile(r"(?:^messages\.\w+|^print|^CommandError|HttpResponse\w*|\.add_error|\.write|\bexit)$")
# What looks for a place in it, or writes it where those who keep the site read, and nobody else.
READERS = re.compile(r"(?:^fault_in|^logger\.\w+|\.(?:search|match|fullmatch|warn(?:ing)?))$")
OURS = re.compile(r"^class (\w+)", re.MULTILINE)
CATCHES = re.compile(r"\bexcept\b.* as \w+:|^\s*\) as \w+:", re.MULTILINE)


@cache
def ours() -> frozenset[str]:
    """Return the names of our own classes: an error of ours has words of ours."""
    files = (file for folder in (SCIENCE, PLATFORM) for file in folder.rglob("*.py"))
    return frozenset(name for file in files for name in OURS.findall(file.read_text(encoding="utf-8")))


def library_texts(source: str) -> Iterator[int]:
    """Yield the lines on which a text is made of an error of a library's that was caught."""
    if CATCHES.search(source):
        for handler in nodes_in(source):
            if isinstance(handler, ast.ExceptHandler) and handler.name and not is_ours(handler.type):
                yield from (line for part in handler.body for line in texts_of(part, handler.name))


def is_ours(kind: ast.expr | None) -> bool:
    """Whether all that is caught are ours, by their names or by that of a list of them."""
    kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    names = [ast.unparse(one).rpartition(".")[2] for one in kinds if one is not None]
    return bool(names) and all(name in ours() | BORROWED or name.upper() == "REFUSALS" for name in names)


def texts_of(node: ast.AST, caught: str) -> Iterator[int]:
    """Yield where a text is made: by ``str``, put into another one, or taken out of the error as it was given."""
    if isinstance(node, ast.Compare) or isinstance(node, ast.Call) and READERS.search(ast.unparse(node.func)):
        return
    if makes_a_text(node, caught):
        yield getattr(node, "lineno", 0)
        return
    for part in ast.iter_child_nodes(node):
        yield from texts_of(part, caught)


def makes_a_text(node: ast.AST, caught: str) -> bool:
    if isinstance(node, ast.Attribute):
        return is_it(node.value, caught) and node.attr not in PLACES
    if isinstance(node, ast.FormattedValue):
        return is_it(node.value, caught)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return any(is_it(part, caught) for part in in_a_row(node.right))
    if not isinstance(node, ast.Call):
        return False
    given = [*node.args, *(keyword.value for keyword in node.keywords)]
    called = ast.unparse(node.func)
    if called in TEXTS or called.endswith((".format", ".format_map")) or SAYS.search(called):
        return any(is_it(part, caught) for each in given for part in in_a_row(each))
    is_fetched = called == "getattr" and len(given) > 1 and is_it(given[0], caught)
    return is_fetched and getattr(given[1], "value", None) not in PLACES


def is_it(node: ast.AST, caught: str) -> bool:
    return isinstance(node, ast.Name) and node.id == caught


def in_a_row(node: ast.expr) -> list[ast.expr]:
    """Return the parts of what is put into a text."""
    if isinstance(node, ast.Dict):
        return node.values
    return node.elts if isinstance(node, ast.Tuple | ast.List) else [node]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("raise PathwaysError('no', reason=str(error))", 1),
        ("raise damaged(name, f'{error}')", 1),
        ("raise Refused(f'no ({error.strerror})', f'нет ({error.strerror})')", 2),
        ("raise CommandError(_('no: %(error)s') % {'error': error})", 1),
        ("raise CommandError(_('no: %(error)s') % {'error': _why(error)})", 0),
        ("raise PathwaysError('no', reason=error)", 0),
        ("raise Refused('no ({})'.format(error))", 1),
        ("raise Refused('no (%s)' % error.args[0])", 1),
        ("raise Refused('no (%s)' % (error,))", 1),
        ("raise Refused('no: ' + str(error)) from error", 1),
        ("raise Moved(*error.args) from error", 1),
        ("messages.error(request, str(error))", 1),
        ("messages.error(request, error)", 1),
        ("return getattr(error, 'message')", 1),
        ("said = f'{error!r}'", 1),
        ("return 'full' in str(error)", 0),
        ("raise Refused('no', row=error.lineno) from error", 0),
        ("logger.warning('not kept: %s', error)", 0),
        ("raise PathwaysError('no', reason=fault_in(str(error)))", 0),
    ],
)
def test_a_librarys_text_is_found(line: str, found: int) -> None:
    source = "def f():\n    try:\n        pass\n    except (ValueError, Refused) as error:\n        {line}"
    assert len(list(library_texts(source.format(line=line)))) == found


def test_an_error_of_ours_may_say_its_words() -> None:
    source = "def f():\n    try:\n        pass\n    except MayNot as error:\n        messages.error(request, str(error))"
    assert list(library_texts(source)) == []


@pytest.mark.parametrize(("folder", "least"), [(SCIENCE, 100), (PLATFORM, 500)])
def test_no_error_holds_a_librarys_text(folder: Path, least: int) -> None:
    files = sorted(folder.rglob("*.py"))
    assert len(files) > least
    found = {str(file): lines for file in files if (lines := [*library_texts(file.read_text("utf-8"))])}
    assert found.keys() == {name for name in WITHOUT_A_LIBRARY if Path(name).is_relative_to(folder)}, found
