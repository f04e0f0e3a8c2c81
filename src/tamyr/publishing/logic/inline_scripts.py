"""Wagtail's few scripts within a page, let through one by one when they are exactly what we know.

Their shapes hold nothing but a call with JSON; any other script in a page stays blocked.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterator

INLINE = re.compile(r"<script(?: type=\"text/javascript\")?>(.*?)</script>", re.DOTALL)
CHOOSER = re.compile(r'init(?:Date|Time|DateTime)Chooser\("(?:[\w-]|\\u002D)+", (\{.*\})\);')
PANEL = re.compile(
    r'\s*\(function\(\) \{\s*var panel = new InlinePanel\(JSON\.parse\("((?:[^"\\]|\\u[0-9A-F]{4})*)"\)\);'
    r"\s*\}\)\(\);\s*"
)
# Two of wagtail-localize's, known by the hash of their words: select all languages, addresses of choosers.
KNOWN = {
    "select-all-locales": "42d7c75aa11815173ae3fadc5fb93d55947d9c36846daf1ec14fec3bf8ac83af",
    "chooser-addresses": "d5a36345fa98810f05eef64729920976f693fd58dd32890ff7a525cf42ab4674",
}


def hashes_of_known(page: str) -> list[str]:
    """Return CSP sources for the inline scripts of an editor's page that we know."""
    scripts = {script for script in INLINE.findall(page) if is_known(script)}
    return sorted(f"'sha256-{base64.b64encode(digest(script)).decode()}'" for script in scripts)


def is_known(script: str) -> bool:
    # Known by its words alone; let through by its very bytes, of which the browser makes the hash.
    if digest(" ".join(script.split())).hex() in KNOWN.values():
        return True
    return any(_is_json(text) for text in _arguments(script))


def digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _arguments(script: str) -> Iterator[str]:
    # The whole of it: behind a call that we know anything else could stand.
    if chooser := CHOOSER.fullmatch(script):
        yield chooser.group(1)
    if panel := PANEL.fullmatch(script):
        yield str(json.loads(f'"{panel.group(1)}"'))


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
