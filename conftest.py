"""Lets the tests beside the code and those in ``tests/`` share one cast and one set of databases."""

import os

import pytest

pytest_plugins = ["tests.databases", "tests.people", "tests.shipped", "tests.worlds"]


def pytest_configure(config: pytest.Config) -> None:
    # Not the folder of whoever runs the tests; what one test computed, the next one finds.
    os.environ["PATHWAYS_CACHE"] = str(config.cache.mkdir("pathways"))
