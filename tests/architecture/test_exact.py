"""No decision is counted with floating-point numbers: the last bit of one has elected the wrong person elsewhere."""

import ast
from collections.abc import Iterator

from tests.architecture import plan
from tests.architecture.plan import nodes_in

RULES = plan.PLATFORM / "decisions" / "logic" / "rules"
ON_INTEGERS = {"gcd", "lcm"}
"""What ``math`` knows of integers."""


def inexact(source: str) -> Iterator[str]:
    """Yield what may bring a float: a literal, a division, ``float()``, ``round()``, anything of ``math`` but integers."""
    for node in nodes_in(source):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield f"{node.lineno}: {node.value}"
        elif isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            yield f"{node.lineno}: a division; say Fraction(p, q) or //"
        elif isinstance(node, ast.Name) and node.id in ("float", "round", "Decimal"):
            yield f"{node.lineno}: {node.id}"
        elif isinstance(node, ast.Import):
            yield from (
                f"{node.lineno}: {name.name}" for name in node.names if name.name in ("math", "numpy")
            )
        elif isinstance(node, ast.ImportFrom) and node.module in ("math", "numpy"):
            yield from (f"{node.lineno}: {name.name}" for name in node.names if name.name not in ON_INTEGERS)


def test_the_rules_count_in_integers_and_fractions() -> None:
    files = sorted(RULES.glob("*.py"))
    assert len(files) > 5
    found = {file.name: list(inexact(file.read_text(encoding="utf-8"))) for file in files}
    assert {name: what for name, what in found.items() if what} == {}


def test_a_float_is_found() -> None:
    planted = (
        "from math import gcd, sqrt\nimport math\na = 0.5\nb = 1 / 2\nb /= 2\nc = float(1)\nd = 7 // 2\n"
    )
    assert sorted(line.split(":")[0] for line in inexact(planted)) == ["1", "2", "3", "4", "5", "6"]
