"""The face of a folder: the names it gives to others, each fetched when it is first asked for.

A face lists its names as imports that only type checkers run; ``lazy`` reads the same list, so that
nothing is said twice. To import a face costs nothing: the help of one command, or a page that
shows one figure, must not wait for the whole of the science.
"""

import sys
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any

Names = Mapping[str, tuple[str, str]]


def lazy(package: str) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return ``__getattr__`` and ``__dir__`` for a folder's ``__init__.py``.

    Assign them where type checkers do not look (``if not TYPE_CHECKING``): to them a module with
    ``__getattr__`` has every name, and a misspelt one would pass.
    """
    face = sys.modules[package]

    def fetch(name: str) -> Any:
        # The import system asks for names of its own (``__path__`` …) before the list is needed.
        if name.startswith("__") or name not in names_of(package):
            raise AttributeError(f"module {package!r} has no attribute {name!r}", name=name, obj=face)
        module, original = names_of(package)[name]
        value = import_module(f"{module}.{original}") if module == package else _from(module, original)
        # Kept, so that the next reader does not come through here.
        setattr(face, name, value)
        return value

    def known() -> list[str]:
        return sorted({*vars(face), *names_of(package)})

    return fetch, known


def _from(module: str, name: str) -> Any:
    return getattr(import_module(module), name)


@cache
def names_of(package: str) -> Names:
    """Return a face's names: where each is defined, and what it is called there."""
    # Here: a command that is interrupted at once has nothing yet that would catch it.
    import ast
    from pathlib import Path

    file = sys.modules[package].__file__
    assert file is not None
    listed: dict[str, tuple[str, str]] = {}
    for node in ast.parse(Path(file).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            for line in node.body:
                if isinstance(line, ast.ImportFrom) and line.module:
                    listed |= {name.asname or name.name: (line.module, name.name) for name in line.names}
    return listed
