"""No decision is counted with floating-point numbers: the last bit of one has elected the wrong person elsewhere."""

import ast
from collections.abc import Iterator

from tests.architecture import plan
from tests.architecture.plan import nodes_in

LOGIC = plan.PLATFORM / "decisions" / "logic"
# Outside the rules, where what was counted is explained, fractions are divided: by file and words.
OF_FRACTIONS = {
    ("explanations/satisfaction.py", "got / whole"),
    ("explanations/thresholds.py", "missing / (1 - share)"),
}
NOT_EXACT = {"float", "round", "Decimal"}
ON_INTEGERS = {"gcd", "lcm"}
"""What ``math`` knows of integers."""


def divisions(source: str) -> Iterator[str]:
    for node in nodes_in(source):
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            yield f"{node.lineno}: {ast.unparse(node)}"


def inexact(source: str) -> Iterator[str]:
    """Yield what may bring a float: a literal, ``float()``, ``round()``, anything of ``math`` but integers."""
    for node in nodes_in(source):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield f"{node.lineno}: {node.value}"
        # A field may be called ``round``, which is then no call of it.
        elif isinstance(node, ast.Name) and node.id in NOT_EXACT and isinstance(node.ctx, ast.Load):
            yield f"{node.lineno}: {node.id}"
        elif isinstance(node, ast.Import):
            yield from (
                f"{node.lineno}: {name.name}" for name in node.names if name.name in ("math", "numpy")
            )
        elif isinstance(node, ast.ImportFrom) and node.module in ("math", "numpy"):
            yield from (f"{node.lineno}: {name.name}" for name in node.names if name.name not in ON_INTEGERS)


def test_the_rules_count_in_integers_and_fractions() -> None:
    files = {file: file.read_text(encoding="utf-8") for file in sorted(LOGIC.rglob("*.py"))}
    assert len(files) > 25 and LOGIC / "rules" / "stv.py" in files
    found = {file.name: list(inexact(text)) for file, text in files.items()}
    assert {name: what for name, what in found.items() if what} == {}
    divided = {
        (file.relative_to(LOGIC).as_posix(), line.partition(": ")[2])
        for file, text in files.items()
        for line in divisions(text)
    }
    assert divided == OF_FRACTIONS, "say Fraction(p, q) or //"


def test_a_float_is_found() -> None:
    planted = (
        "from math import gcd, sqrt\nimport math\na = 0.5\nb = round(c)\nclass D:\n    round: int\n"
        "e = float(1)\nf = 7 // 2\n"
    )
    assert sorted(line.split(":")[0] for line in inexact(planted)) == ["1", "2", "3", "4", "7"]
    assert sorted(divisions("b = 1 / 2\nb /= 2\nc = 7 // 2")) == ["1: 1 / 2", "2: b /= 2"]
