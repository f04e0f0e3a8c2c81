"""Read the corpus of letters and print what came out of it, by group and by kind: python -m benchmarks.mail."""

import argparse
import sys
import time
from collections import Counter

from tamyr.replies.tests.corpus import cases
from tamyr.replies.tests.corpus.making import differences


def main() -> int:
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    seconds: Counter[tuple[str, str]] = Counter()
    wrong: list[str] = []
    for group, case in cases():
        begun = time.perf_counter()
        found = list(differences(case))
        row = (group, case.kind)
        counts[row] += 1
        right[row] += not found
        seconds[row] += time.perf_counter() - begun  # type: ignore[assignment]
        wrong += [f"{group}: {case.name}: {difference}" for difference in found]
    print(f"{'group':<12}{'kind':<16}{'letters':>8}{'as expected':>13}{'ms a letter':>13}")
    for row in sorted(counts):
        print(
            f"{row[0]:<12}{row[1]:<16}{counts[row]:>8}{right[row]:>13}{1000 * seconds[row] / counts[row]:>13.1f}"
        )
    print(f"{'all':<28}{counts.total():>8}{right.total():>13}")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
