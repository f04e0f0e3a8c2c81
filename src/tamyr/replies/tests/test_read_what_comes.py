"""A letter of any office and program is read, told apart, folded and matched as the corpus expects."""

from dataclasses import replace
from datetime import date

import pytest

from tamyr.replies.logic import codes
from tamyr.replies.logic.kinds import KINDS
from tamyr.replies.logic.quotes import folds, unfolded
from tamyr.replies.logic.reading.addresses import MOST, NamedAddress, named_in
from tamyr.replies.tests.corpus import GROUPS, cases
from tamyr.replies.tests.corpus.languages import SPEECHES, Speech
from tamyr.replies.tests.corpus.making import (
    BOUNCE,
    DOMAIN,
    KEY,
    MINISTRY,
    REPLY,
    TODAY,
    Case,
    differences,
    mail,
    word,
    words,
)

CASES = [pytest.param(case, id=f"{group}: {case.name}") for group, case in cases()]


@pytest.mark.parametrize("case", CASES)
def test_a_letter_is_read_as_expected(case: Case) -> None:
    assert list(differences(case)) == []


def test_the_corpus_holds_every_kind_and_group() -> None:
    assert len(CASES) >= 80
    assert {case.kind for _group, case in cases()} == set(KINDS)
    assert all(len(made) >= 15 for made in GROUPS.values())
    assert len({(case.raw, case.used_by, case.delivered_to) for _group, case in cases()}) == len(CASES)


def test_a_letter_that_is_not_as_expected_is_noticed() -> None:
    case = Case("x", mail(words("План утверждён.")))
    wrong = (
        replace(case, kind="bounce"), replace(case, subject="x"), replace(case, holds=("июнь",)), replace(case, charset="cp1251"),
        replace(case, folded=("План",)), replace(case, own=("июнь",)), replace(case, files=(("x", "x", ()),)), replace(case, faults=("too-deep",)),
        replace(case, by="number"), replace(case, quarantine="forged"), replace(case, guessed=(42,)), replace(case, number="7"), replace(case, sealed="pgp"),
        replace(case, also=(42,)),
    )  # fmt: skip
    assert [len(list(differences(sample))) for sample in (case, *wrong)] == [0] + [1] * len(wrong)


@pytest.mark.parametrize("speech", SPEECHES, ids=lambda speech: speech.language)
def test_each_kind_is_told_in_each_language_at_both_addresses(speech: Speech) -> None:
    """An answering program writes where bounces come to, a server where answers do, an office under a list's mark."""
    server, office = b"mailer-daemon@mx.example.org", MINISTRY.encode()
    subject = word("Re: О мерах по сокращению выбросов метана", "utf-8")
    cases = [
        Case("", mail(words(said), b"Return-Path: <>", subject=subject, sender=sender, to=to))
        for to in (REPLY, BOUNCE)
        for said, sender in (
            (speech.away, office),
            (speech.registered, office),
            (f"{speech.answered}.\n\n{speech.footer}.", office),
            (speech.delayed, server),
            (speech.lost, server),
        )
    ]
    kinds = [case.told(case.read()).kind for case in cases]
    assert kinds == ["out_of_office", "receipt", "answer", "delayed", "bounce"] * 2
    unmarked = [speech.away, f"{speech.answered}.\n\n{speech.footer}.", speech.answered]
    told_unmarked = [Case("", mail(words(said), subject=subject)) for said in unmarked]
    assert [sample.told(sample.read()).kind for sample in told_unmarked] == [
        "out_of_office",
        "answer",
        "answer",
    ]


def test_folding_takes_nothing_away() -> None:
    for _group, case in cases():
        text = case.read().text
        spans = folds(text)
        assert all(0 <= fold.start < fold.end <= len(text) for fold in spans), case.name
        assert all(span.end <= other.start for span, other in zip(spans, spans[1:], strict=False)), case.name
        assert not spans or unfolded(text).strip(), case.name


def test_of_a_line_that_names_no_end_of_people_no_more_are_read_than_of_others() -> None:
    without, between = "a@b " * 25_000, "a@b," * 25_000
    assert named_in(without) == named_in(between) == [NamedAddress("", "a@b")] * MOST


@pytest.mark.parametrize("changed", range(len(REPLY.partition("@")[0])))
def test_an_address_with_any_one_letter_changed_is_not_believed(changed: int) -> None:
    other = "a" if REPLY[changed] not in "a-" else "b"
    forged = REPLY[:changed] + other + REPLY[changed + 1 :]
    read = codes.checked(forged, DOMAIN, KEY, TODAY)
    assert read is None or read.refused in ("forged", "malformed")


def test_what_passes_for_a_letter_in_another_script_makes_no_address() -> None:
    assert codes.checked(REPLY.replace("@", "ſ@"), DOMAIN, KEY, TODAY) == codes.CodeReading(
        "reply", 0, "malformed"
    )
    assert codes.checked(REPLY.replace("42", "٤٢"), DOMAIN, KEY, TODAY) is None


def test_another_key_or_domain_makes_another_code() -> None:
    assert codes.checked(REPLY, DOMAIN, KEY, TODAY) == codes.CodeReading("reply", 42)
    assert codes.checked(REPLY, DOMAIN, b"another key", TODAY) == codes.CodeReading("reply", 42, "forged")
    elsewhere = codes.address("reply", 42, date(2026, 12, 31), "other.example.org", KEY).replace(
        "other.example.org", DOMAIN
    )
    assert codes.checked(elsewhere, DOMAIN, KEY, TODAY) == codes.CodeReading("reply", 42, "forged")
