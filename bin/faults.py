"""The small faults that ``mutants.py`` plants: each changes one place of one file, as a tired hand would."""

import ast
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

COMPARISONS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
}
ARITHMETIC: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
}
LONGER = {"seconds": "minutes", "minutes": "hours", "hours": "days", "days": "weeks"}
LOOKUPS = {"__lt": "__lte", "__lte": "__lt", "__gt": "__gte", "__gte": "__gt"}
LOCK_REMOVED = "lock removed"
# What these say stands in the database, on a page or in a book, and is compared there.
DECLARATIONS = ("Field", "Block", "Panel", "Key", "Constraint", "Citation")
NARROWING = ("filter", "exclude")
OTHER_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass
class Fault:
    """A piece of a file, from ``start`` to ``end`` in characters, and what stands there instead."""

    area: str
    file: str
    line: int
    kind: str
    start: int
    end: int
    instead: str
    function_lines: list[int] = field(default_factory=list)
    survived: bool = False
    untyped: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.kind}"

    @property
    def package(self) -> str:
        return "/".join(self.file.split("/")[:2])

    def plant(self, text: str) -> str:
        return text[: self.start] + self.instead + text[self.end :]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def faults_in(file: Path, house: Path, *, area: str) -> list[Fault]:
    """Return every fault that can be planted in a file and still leaves Python."""
    planter = _Planter(file, house, area)
    planter.visit(planter.tree)
    unlike = (fault for fault in planter.faults if fault.instead != planter.text[fault.start : fault.end])
    return [fault for fault in unlike if _is_python(fault.plant(planter.text))]


def _is_python(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def _is_of_a_zip(keyword: ast.keyword) -> bool:
    """Tell what ``zip`` alone is told: that its parts are of one length, which nothing makes otherwise."""
    return keyword.arg == "strict"


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


class _Planter(ast.NodeVisitor):
    def __init__(self, file: Path, house: Path, area: str) -> None:
        self.text = file.read_text(encoding="utf-8")
        self.tree = ast.parse(self.text)
        self.file, self.area = str(file.relative_to(house)), area
        self.faults: list[Fault] = []
        self.functions: list[int] = []
        self.line_starts = [0]
        for line in self.text.splitlines(keepends=True):
            self.line_starts.append(self.line_starts[-1] + len(line))

    def place(self, line: int, column: int) -> int:
        """Return a place in characters: the syntax tree counts a line's columns in bytes."""
        start = self.line_starts[line - 1]
        whole = self.text[start : self.line_starts[line]].encode()
        return start + len(whole[:column].decode())

    def span(self, node: ast.expr | ast.stmt | ast.keyword) -> tuple[int, int]:
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self.place(node.lineno, node.col_offset), self.place(node.end_lineno, node.end_col_offset)

    def source(self, node: ast.expr) -> str:
        start, end = self.span(node)
        return self.text[start:end]

    def add(self, kind: str, start: int, end: int, instead: str, line: int) -> None:
        self.faults.append(
            Fault(self.area, self.file, line, kind, start, end, instead, [*self.functions[-1:]])
        )

    def replace(self, kind: str, node: ast.expr | ast.stmt, instead: str) -> None:
        self.add(kind, *self.span(node), instead, node.lineno)

    def swap(self, kind: str, left: ast.expr, right: ast.expr, old: str, new: str) -> None:
        """Change an operator between two expressions."""
        after, before = self.span(left)[1], self.span(right)[0]
        at = self.text.find(old, after, before)
        if at >= 0:
            self.add(f"{kind} {old} → {new}", at, at + len(old), new, left.end_lineno or left.lineno)

    # --- what is walked through -----------------------------------------------------------------

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        # The interpreter counts a function from its first decorator.
        if "example" in node.name:
            return
        self.functions.append(min([node.lineno, *(each.lineno for each in node.decorator_list)]))
        for part in node.body:
            self.visit(part)
        self.functions.pop()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        # Constraints stand in the database, put there by a migration; ``make check`` compares the two.
        for part in node.body if node.name != "Meta" else ():
            self.visit(part)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Compare(self, node: ast.Compare) -> None:
        for left, operator, right in zip(
            [node.left, *node.comparators], node.ops, node.comparators, strict=False
        ):
            self.swap("comparison", left, right, *COMPARISONS[type(operator)])
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        word = "and" if isinstance(node.op, ast.And) else "or"
        for place in range(len(node.values)):
            others = [self.source(value) for value in node.values[:place] + node.values[place + 1 :]]
            self.replace(f"condition of “{word}” dropped", node, f"({f' {word} '.join(others)})")
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if isinstance(node.op, ast.BitAnd | ast.BitOr):
            sign = "&" if isinstance(node.op, ast.BitAnd) else "|"
            for kept in (node.left, node.right):
                self.replace(f"condition of “{sign}” dropped", node, self.source(kept))
        elif type(node.op) in ARITHMETIC and not self._joins_a_path(node):
            self.swap("arithmetic", node.left, node.right, *ARITHMETIC[type(node.op)])
        self.generic_visit(node)

    def _joins_a_path(self, node: ast.BinOp) -> bool:
        """Tell a path from a quotient: to multiply a path is no fault that anybody could overlook."""
        sides = (node.left, node.right)
        has_text = any(isinstance(part, ast.JoinedStr) or _is_text(part) for part in sides)
        has_number = any(isinstance(part, ast.Constant) and not _is_text(part) for part in sides)
        of_files = "import Path" in self.text and not has_number
        return isinstance(node.op, ast.Div) and (has_text or of_files)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not | ast.Invert):
            self.replace("negation dropped", node, self.source(node.operand))
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self.replace(f"{node.value} → {not node.value}", node, str(not node.value))
        elif isinstance(node.value, int):
            self.replace(f"{node.value} → {node.value + 1}", node, str(node.value + 1))
        elif isinstance(node.value, float):
            self.replace(f"{node.value} × 1.1", node, repr(node.value * 1.1))

    def visit_Call(self, node: ast.Call) -> None:
        declared = self.source(node.func)
        if not self.functions and (declared.startswith("models.") or declared.endswith(DECLARATIONS)):
            return
        if isinstance(node.func, ast.Name):
            self._named_call(node, node.func)
        if isinstance(node.func, ast.Attribute):
            self._method_call(node, node.func)
        self.visit(node.func)
        for argument in (*node.args, *(each.value for each in node.keywords if not _is_of_a_zip(each))):
            self.visit(argument)

    def _named_call(self, node: ast.Call, called: ast.Name) -> None:
        if called.id in OTHER_NAMES:
            self.replace(f"{called.id} → {OTHER_NAMES[called.id]}", called, OTHER_NAMES[called.id])
        for keyword in node.keywords:
            if called.id == "timedelta" and keyword.arg in LONGER:
                start = self.span(keyword)[0]
                longer = LONGER[keyword.arg]
                self.add(f"{keyword.arg} → {longer}", start, start + len(keyword.arg), longer, node.lineno)
            if called.id == "Q":
                self._lookup(keyword)

    def _method_call(self, node: ast.Call, called: ast.Attribute) -> None:
        receiver = self.source(called.value)
        # A manager lacks some of what a query can do.
        whole = f"{receiver}.all()" if receiver.endswith(("objects", "_manager")) else receiver
        if called.attr == "select_for_update":
            self.replace(LOCK_REMOVED, node, whole)
        if called.attr in NARROWING:
            self.replace(f"{called.attr}() removed", node, whole)
            for keyword in node.keywords:
                self._lookup(keyword)
                if len(node.keywords) + len(node.args) > 1:
                    self._without(node, keyword)

    def _lookup(self, keyword: ast.keyword) -> None:
        for ending, other in LOOKUPS.items():
            if keyword.arg and keyword.arg.endswith(ending):
                start = self.span(keyword)[0]
                new = keyword.arg.removesuffix(ending) + other
                self.add(f"{ending} → {other}", start, start + len(keyword.arg), new, keyword.lineno)

    def _without(self, node: ast.Call, keyword: ast.keyword) -> None:
        start, end = self.span(keyword)
        rest = self.text[end : self.span(node)[1]]
        comma = len(rest) - len(rest.lstrip(" \n,"))
        self.add(f"condition {keyword.arg} dropped", start, end + comma, "", keyword.lineno)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Call) and self.functions:
            self.replace("statement removed", node, "pass")
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        if self.functions and all(isinstance(target, ast.Attribute | ast.Tuple) for target in node.targets):
            self.replace("assignment removed", node, "pass")
        self.visit(node.value)

    def visit_Raise(self, node: ast.Raise) -> None:
        # What a subclass has to say instead never runs.
        if self.functions and not (node.exc and self.source(node.exc) == "NotImplementedError"):
            self.replace("refusal removed", node, "pass")
