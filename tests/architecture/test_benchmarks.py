"""Whoever asks a benchmark what it does is told, and nothing begins: each one reads its arguments."""

import ast

from tests.architecture import plan
from tests.architecture.plan import nodes_of


def test_every_benchmark_that_runs_reads_its_arguments() -> None:
    runs = {file.name: file.read_text(encoding="utf-8") for file in plan.ROOT.glob("benchmarks/*.py")}
    started = {name: ast.parse(text) for name, text in runs.items() if '__name__ == "__main__"' in text}
    silent = [name for name, tree in started.items() if not _reads_arguments(tree)]
    assert started and silent == []


def _reads_arguments(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == "parse_args" for node in nodes_of(tree))
