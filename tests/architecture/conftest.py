"""What the rules about the sources share."""

from collections.abc import Iterator

import pytest

from tests.architecture import plan, services


@pytest.fixture(autouse=True, scope="package")
def trees_let_go() -> Iterator[None]:
    """Keep no tree longer than the last rule asks: they are millions of things, which each search for garbage counts."""
    yield
    for kept in (plan.nodes_in, plan.parsed, services.source_of):
        kept.cache_clear()
