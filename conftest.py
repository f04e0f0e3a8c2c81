"""Lets the tests beside the code and those in ``tests/`` share one cast and one set of databases."""

pytest_plugins = ["tests.databases", "tests.people", "tests.worlds"]
