"""Tests that could not fail: nothing asserted, always true, swallowed, of nothing, of no page, or content with this or that."""

import re
from functools import cache

import pytest

from tests.architecture import plan
from tests.architecture.faults_of_tests import ASSERTING, ASSERTS, LETS_ASSERT, TEST, faults


@cache
def sources() -> dict[str, str]:
    files = [*plan.ROOT.glob("tests/**/test_*.py"), *plan.ROOT.glob("src/tamyr/*/tests/test_*.py")]
    return {str(file.relative_to(plan.ROOT)): file.read_text(encoding="utf-8") for file in files}


def test_no_test_is_content_with_finding_nothing_or_with_any_answer() -> None:
    assert len(sources()) > 150
    found = {name: lines for name, text in sources().items() if (lines := faults(text))}
    assert found == {}, "keep what was found under a name and assert that it is there; name the one status"


def test_one_function_signs_somebody_in_at_once() -> None:
    """``signed_in`` of ``tests/entry.py`` says when another does: here stand what holds it equal, and a program for older sites."""
    places = ("tests/**/*.py", "src/tamyr/*/tests/**/*.py", "docs/how-to/*.md")
    others = sorted(
        str(file.relative_to(plan.ROOT))
        for place in places
        for file in plan.ROOT.glob(place)
        if re.search(r"\.force_login\(", file.read_text(encoding="utf-8"))
    )
    assert others == ["tests/house/former/look.py", "tests/house/test_signed_in.py"]


def test_each_word_that_asserts_is_needed() -> None:
    """A word that a test without it would do as well without lets others pass that assert nothing."""
    tests = [test[0] for text in sources().values() for test in TEST.finditer(text)]
    needed = {word for test in tests if not ASSERTS.search(test) for word in LETS_ASSERT.findall(test)}
    assert {word.rstrip("(") for word in needed} == set(ASSERTING)


PLANTED = {
    "nothing asserted": ("def test_a(client):\n    client.get('/')", [1]),
    "always true": ("def test_a():\n    assert x or True", [2]),
    "true of anything": ('def test_a():\n    assert (\n        x\n        or "words"\n    )', [2]),
    "true of itself": ("def test_a():\n    assert x.y == x.y, 'why'", [2]),
    "the same twice": ("def test_a():\n    assert drawn(x) == drawn(x)", []),
    "another word to say": ("def test_a():\n    assert (x or 'nobody') == 'nobody'", []),
    "a loop over nothing": ("def test_a():\n    for x in []:\n        assert x", [2]),
    "a loop over what stays empty": ("def test_a():\n    xs = []\n    for x in xs:\n        assert x", [1]),
    "a loop over what is filled": (
        "def test_a():\n    xs = []\n    fill(xs)\n    for x in xs:\n        assert x",
        [],
    ),
    "swallowed": (
        "def test_a():\n    try:\n        assert x\n    except (AssertionError, OSError):\n        pass",
        [2],
    ),
    "swallowed by everything": ("def test_a():\n    try:\n        assert x\n    except:\n        pass", [2]),
    "suppressed": ("def test_a():\n    with suppress(Exception):\n        assert x", [2]),
    "another error caught": (
        "def test_a():\n    try:\n        assert x\n    except OSError:\n        pass",
        [],
    ),
    "either of two words": ("def test_a():\n    assert 'a' in page or 'b' in page", [2]),
    "a loop over what a pattern finds": (
        "def test_a():\n    for x in re.findall('a', page):\n        assert x",
        [2],
    ),
    "a status of choice": ("def test_a():\n    assert answer.status_code in (200, 403)", [2]),
    "a loop over what is there": (
        "def test_a():\n    xs = re.findall('a', page)\n    assert xs\n    for x in xs:\n        assert x",
        [],
    ),
    "all of what is found": (
        "def test_a():\n    assert all(\n        read(x)\n        for x in folder.glob('*')\n    )",
        [2],
    ),
    "not any of what is found": (
        "def test_a():\n    assert y and not any(x for x in folder.glob('*'))",
        [2],
    ),
    "all that is found": ("def test_a():\n    assert [x for x in folder.glob('*')] == ['a']", []),
    "a folded loop": (
        "def test_a():\n    for x in (\n        folder\n    ).glob('*'):\n        assert x",
        [2],
    ),
    "all of nothing": ("def test_a():\n    assert all(row for row in [])", [2]),
    "a loop over nothing made": ("def test_a():\n    for x in (y for y in ()):\n        assert x", [2]),
    "either of two words, folded": (
        "def test_a():\n    assert (\n        'a' in page\n        or 'b' in page\n    )",
        [2],
    ),
    "a pair": ("def test_a():\n    assert (x, 'why')", [2]),
    "as many as nothing": ("def test_a():\n    assert len(rows) >= 0", [2]),
    "more than one": ("def test_a():\n    assert len(rows) >= 1", []),
    "what it was made": ("def test_a():\n    assert isinstance(str(1), str)", [2]),
    "an end that always comes": ("def test_a():\n    if not []:\n        return\n    assert x", [2]),
    "an end where nothing is": ("def test_a():\n    if not rows:\n        return\n    assert x", []),
    "another kind of function": ("async def test_a():\n    assert x or True", [2]),
    "hidden in a class": ("class TestA:\n    def test_a(self):\n        assert x or True", [1]),
    "an answer of its own": ("from unittest.mock import Mock\ndef test_a():\n    assert Mock().a", [1]),
    "absent from what may be no page": (
        "def test_a(client):\n    page = client.get('/').content.decode()\n    assert 'b' not in page",
        [1],
    ),
    "absent from a page": (
        "def test_a(client):\n    page = client.get('/')\n    assert page.status_code == 200"
        "\n    assert 'b' not in page.content.decode()",
        [],
    ),
    "nothing among them": ("def test_a():\n    assert set() <= set(page)", [2]),
    "more than nothing": ("def test_a():\n    assert set(page) >= set()", [2]),
    "no word in it": ('def test_a():\n    assert "" in page', [2]),
    "begins with no word": ('def test_a():\n    assert page.startswith(b"")', [2]),
    "as often as never": ("def test_a():\n    assert page.count(b'x') >= 0", [2]),
    "never or more often": ("def test_a():\n    assert 0 <= page.count(b'x') < 5", [2]),
    "beside what says something": ("def test_a():\n    assert page == 'a' and len(page) >= 0", [2]),
    "any status": ("def test_a():\n    assert answer.status_code", [2]),
    "any status beside a word": ("def test_a():\n    assert answer.status_code and x", [2]),
    "a range of statuses": ("def test_a():\n    assert 100 <= status < 600", [2]),
    "no such status": ("def test_a():\n    assert answer.status_code != 302", [2]),
    "any other status": ("def test_a():\n    assert answer.status_code not in (500, 404)", [2]),
    "statuses": ("def test_a():\n    assert [a.status_code for a in answers] == [404, 404]", []),
    "any error": ("def test_a():\n    with pytest.raises(Exception):\n        x()", [2]),
    "any error of some": ("def test_a():\n    with pytest.raises((Refused, Exception)):\n        x()", [2]),
    "the error": ("def test_a():\n    with pytest.raises(Refused):\n        x()", []),
    "skipped": ("def test_a():\n    pytest.skip('later')\n    assert x", [2]),
    "skipped where it cannot be": ("def test_a():\n    if x:\n        pytest.skip('no')\n    assert x", []),
    "ended before it": ("def test_a():\n    return\n    assert x", [2]),
    "marked as skipped": ("@pytest.mark.skip\ndef test_a():\n    assert x", [1]),
    "marked as skipped always": ("@pytest.mark.skipif(True, reason='')\ndef test_a():\n    assert x", [1]),
    "a key is a key": ("def test_a():\n    assert isinstance(made.pk, UUID)", [2]),
    "there is a key": ("def test_a():\n    assert made.pk is not None", [2]),
    "a row that was asked for": (
        "def test_a():\n    row = Row.objects.get(n=1)\n    assert row is not None",
        [3],
    ),
    "a row that may be": ("def test_a():\n    row = Row.objects.first()\n    assert row is not None", []),
    "an answer": ("def test_a():\n    assert client.get('/')", [2]),
    "a fact of a row": ("def test_a():\n    assert Row.objects.get(n=1).left_on is not None", []),
    "nothing asked yet": ("def test_a():\n    assert map(is_so, rows)", [2]),
    "a helper that gathers": ("def gather():\n    for x in re.findall('a', page):\n        assert x", []),
}


@pytest.mark.parametrize(("text", "lines"), PLANTED.values(), ids=PLANTED.keys())
def test_the_test_notices(text: str, lines: list[int]) -> None:
    assert faults(text) == lines
