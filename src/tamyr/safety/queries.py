from collections.abc import Iterable, Iterator

from tamyr.safety.logic.chain import Link, faults
from tamyr.safety.models import AuditHead, AuditLine


def chain_faults(witnessed: Iterable[tuple[int, str]] = ()) -> Iterator[str]:
    """Name every break of the audit chain; none means that it is whole."""
    yield from faults(_links(), witnessed=[*witnessed, *_own_head()])


def _links() -> Iterator[Link]:
    for line in AuditLine.objects.iterator():
        yield Link(line.n, line.salt, line.body, line.commitment, line.hash)


def _own_head() -> list[tuple[int, str]]:
    return [(head.n, head.hash) for head in AuditHead.objects.filter(n__gt=0)]
