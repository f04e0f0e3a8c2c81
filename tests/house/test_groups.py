"""The workers of the tests share nothing in memory: what one file keeps, no other worker asks for."""

import pytest


def test_the_quick_tests_of_a_file_stay_with_one_worker(request: pytest.FixtureRequest) -> None:
    in_groups = getattr(request.config.option, "loadgroup", False)
    assert not in_groups or request.node.nodeid.endswith("@test_groups")
