"""Letters as offices of the region and their programs send them, each made here, with what is expected of each."""

from collections.abc import Iterator

from tamyr.replies.tests.corpus import broken, encodings, files, machines, matches, quotes, telling
from tamyr.replies.tests.corpus.making import Case

GROUPS = {
    "encodings": encodings.CASES,
    "quotes": quotes.CASES,
    "machines": machines.CASES,
    "telling": telling.CASES,
    "files": files.CASES,
    "matches": matches.CASES,
    "broken": broken.CASES,
}


def cases() -> Iterator[tuple[str, Case]]:
    for group, made in GROUPS.items():
        for case in made:
            yield group, case
