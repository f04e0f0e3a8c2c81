#!/usr/bin/env python3
"""Write docs/reference/openapi.json (``bin/openapi.py write``): the public JSON API, described by OpenAPI."""

import json
import os
import sys
from pathlib import Path

import django

FILE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "openapi.json"


def text() -> str:
    """Return the description that the site gives at ``/api/v1/openapi.json``, laid out to be compared by line."""
    from tamyr.config.api import schema

    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] != ["write"]:
        sys.exit("Say what to do: bin/openapi.py write")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tamyr.config.settings.test")
    django.setup()
    FILE.write_text(text(), encoding="utf-8")
