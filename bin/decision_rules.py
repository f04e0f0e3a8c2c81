#!/usr/bin/env python3
"""Write docs/reference/decision-rules.md (``bin/decision_rules.py write``): each rule, and a small example counted by its code."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from tamyr.decisions.logic.examples import EXAMPLES, counted_example, sentences
from tamyr.decisions.logic.guide import QUESTIONS, next_question, proposed_rule

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "decision-rules.md"
HEAD = """# How decisions are counted

Every rule counts in whole numbers and exact fractions; no rounding decides anything. Written by
`.venv/bin/python bin/decision_rules.py write`: the examples are counted by the code that counts real decisions. Anybody can count a
decision again from its file: [the decision file](decision-file.md).

Options that have the same price, time or votes go by an order that is fixed before the count: more supporters first, then those from
more countries, then a lot that follows from a secret (its hash is published at opening) and all ballots. For rankings the lot alone.

## Which rule

"""


def page() -> str:
    """Return the whole page."""
    parts = [HEAD + _choice()]
    for name, example in EXAMPLES.items():
        about = (import_module(f"tamyr.decisions.logic.rules.{name.replace('-', '_')}").__doc__ or "").strip()
        told = (each.text % each.values for each in sentences(counted_example(example.rule, example.ballots)))
        steps = "\n".join(f"1. {sentence}" for sentence in told)
        parts.append(f"## `{name}`\n\n{about}\n\n```text\n{example.ballots}\n```\n\n{steps}\n")
    return "\n".join(parts)


def _choice() -> str:
    words = {(each.code, code): said for each in QUESTIONS for code, said in each.answers.items()}
    rows = [
        "| answers | proposed |",
        "|---|---|",
        *(
            f"| {' → '.join(words[code, answer] for code, answer in answers.items())} | `{proposed_rule(answers).name}` |"
            for answers in ways({})
        ),
    ]
    return "\n".join(rows) + "\n"


def ways(answers: dict[str, str]) -> Iterator[dict[str, str]]:
    """Yield every sequence of answers that begins with these and leads to a rule."""
    question = next_question(answers)
    if question is None:
        yield answers
        return
    for answer in question.answers:
        yield from ways({**answers, question.code: answer})


if __name__ == "__main__":
    if sys.argv[1:] != ["write"]:
        sys.exit("Say what to do: bin/decision_rules.py write")
    PAGE.write_text(page(), encoding="utf-8")
