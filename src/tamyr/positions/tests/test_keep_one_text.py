"""One text has one sequence of letters, one hash, and differences that are quick to find and easy to read."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tamyr.positions.logic.difference import ADDED, REMOVED, SAME, difference
from tamyr.positions.logic.texts import (
    LONGEST_CLAUSE,
    Empty,
    TooLong,
    canonical,
    clause_sha,
    position_hash,
    text_sha,
)
from tamyr.procedures.logic.groups import SMALLEST, UnnamedSignatures, unnamed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Coal\u00a0 leaves\tnow. ", "Coal leaves now."),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one \n\n \n two", "one\ntwo"),
        ("cli\u00admate\u200b\ufeff neu\u2060tral", "climate neutral"),
        ("и\u0306", "й"),
        ("left\u202eright", "leftright"),
    ],
)
def test_what_looks_alike_is_kept_alike(typed: str, kept: str) -> None:
    assert canonical(typed) == kept


@settings(max_examples=40)
@given(some.text(alphabet="aи\u0306e\u0301 \n\r\t\u00a0\u00ad\u200b\u202e\u2028\x0b", max_size=30))
def test_what_is_canonical_stays_so(typed: str) -> None:
    try:
        kept = canonical(typed)
    except Empty:
        return
    assert canonical(kept) == kept


@pytest.mark.parametrize("typed", ["", " \n\t", "\u00ad\u200b"])
def test_an_empty_clause_is_refused(typed: str) -> None:
    with pytest.raises(Empty):
        canonical(typed)


def test_a_clause_of_four_thousand_words_is_refused() -> None:
    with pytest.raises(TooLong):
        canonical("coal " * 4000)
    assert len(canonical("a" * LONGEST_CLAUSE)) == LONGEST_CLAUSE


def test_the_longest_clause_of_one_word_is_compared_at_once() -> None:
    begun = time.process_time()
    pieces = difference(canonical("a " * 2000), canonical("b a " * 1000))
    assert time.process_time() - begun < 0.5
    assert "".join(piece.text for piece in pieces if piece.kind != REMOVED).startswith("b a ")


def test_hashes_tell_words_order_clauses_and_languages_apart() -> None:
    one, two = text_sha([("aa", "x"), ("bb", "y")]), text_sha([("bb", "y"), ("aa", "x")])
    # As any other program finds it: SHA-256 of the text below, which is RFC 8785.
    assert one == clause_sha('[["aa","x"],["bb","y"]]')
    assert position_hash("en", {"ru": two, "en": one}) == clause_sha(
        f'{{"authoritative":"en","texts":{{"en":"{one}","ru":"{two}"}}}}'
    )
    hashes = {
        one,
        two,
        text_sha([("aa", "x")]),
        position_hash("en", {"en": one}),
        position_hash("ru", {"en": one}),
    }
    assert len(hashes) == 5


def shown(before: str, after: str) -> str:
    marks = {REMOVED: "-{}-", ADDED: "+{}+", SAME: "{}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in difference(before, after))


@pytest.mark.parametrize(
    ("before", "after", "seen"),
    [
        (
            "Малые страны платят меньше.",
            "Новые страны платят меньше.",
            "-Малые -+Новые +страны платят меньше.",
        ),
        ("a b", "a b c", "a b +c+"),
        ("the same", "the same", "the same"),
        ("", "new words", "+new words+"),
        ("old words", "", "-old words-"),
        ("stop coal — now", "end oil — later", "-stop coal — now-+end oil — later+"),
        ("one two three four", "one three four", "one -two -three four"),
    ],
)
def test_words_are_compared_whole(before: str, after: str, seen: str) -> None:
    assert shown(before, after) == seen


@settings(max_examples=40)
@given(some.text(alphabet="ab, \n", max_size=40), some.text(alphabet="ab, \n", max_size=40))
def test_a_difference_loses_no_word_of_either(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert [w for p in pieces if p.kind != REMOVED for w in p.text.split()] == after.split()
    assert [w for p in pieces if p.kind != ADDED for w in p.text.split()] == before.split()


@pytest.mark.parametrize(
    ("signed", "could", "said"),
    [
        ({}, {}, None),
        ({"BLR": 1}, {"BLR": 3}, UnnamedSignatures(None, (), 0)),
        ({"BLR": 1, "RUS": 1, "KAZ": 1}, {"BLR": 3, "RUS": 5, "KAZ": 6}, UnnamedSignatures(3, (), 3)),
        ({"RUS": 4, "BLR": 3}, {"RUS": 5, "BLR": 4}, UnnamedSignatures(7, (("BLR", 3), ("RUS", 4)), 0)),
        # All who could have signed there did: to say so would name them.
        ({"RUS": 4, "BLR": 3}, {"RUS": 5, "BLR": 3}, UnnamedSignatures(7, (("RUS", 4),), 3)),
        # One left over would be found by subtraction.
        ({"RUS": 4, "BLR": 1}, {"RUS": 5, "BLR": 3}, UnnamedSignatures(5, (), 5)),
        (
            {"RUS": 4, "KAZ": 3, "BLR": 1},
            {"RUS": 5, "KAZ": 6, "BLR": 3},
            UnnamedSignatures(8, (("RUS", 4),), 4),
        ),
    ],
)
def test_unnamed_signatures_are_counted_where_that_tells_of_nobody(
    signed: dict[str, int], could: dict[str, int], said: UnnamedSignatures | None
) -> None:
    assert unnamed(signed, could) == said


@settings(max_examples=60)
@given(
    some.dictionaries(some.sampled_from(["ARM", "BLR", "GEO", "KAZ", "RUS"]), some.integers(1, 6)),
    some.integers(0, 2),
)
def test_no_group_that_is_said_is_small(signed: dict[str, int], more: int) -> None:
    said = unnamed(signed, {country: count + more for country, count in signed.items()})
    groups = [count for _country, count in said.by_country] if said else []
    assert all(count >= SMALLEST for count in groups)
    assert said is None or said.elsewhere == 0 or said.elsewhere >= SMALLEST
