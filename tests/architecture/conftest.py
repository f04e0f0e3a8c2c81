"""What the rules about the sources share."""

import gc
from collections.abc import Iterator

import pytest

from tests.architecture import plan, services


@pytest.fixture(autouse=True, scope="package")
def trees_let_go() -> Iterator[None]:
    """Keep no tree longer than the last rule asks, and search for no garbage meanwhile: they are millions of things."""
    gc.disable()
    yield
    for kept in (plan.nodes_in, plan.parsed, services.source_of, *services.READ_ONCE):
        kept.cache_clear()
    gc.enable()
