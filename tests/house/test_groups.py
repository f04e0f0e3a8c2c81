"""The workers of the tests agree on their names, and share nothing in memory."""

import pytest


def test_the_tests_of_a_file_stay_with_one_worker(request: pytest.FixtureRequest) -> None:
    in_groups = getattr(request.config.option, "loadgroup", False)
    assert not in_groups or request.node.nodeid.endswith("@test_groups")


def test_every_worker_names_a_test_alike(request: pytest.FixtureRequest) -> None:
    # An archive bears the second in which it was packed; a long name travels between the workers.
    names = [item.nodeid for item in request.session.items]
    assert [name[:100] for name in names if len(name) > 1000 or r"PK\x03\x04" in name] == []
