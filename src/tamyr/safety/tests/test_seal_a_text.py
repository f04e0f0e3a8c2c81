"""A text sealed to people's keys, a secret split among keyholders, and the program that opens both without the site."""

import secrets
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamyr.safety.logic.sealing.seeds import identity_from, public_key_of
from tamyr.safety.logic.sealing.shares import NotShares, from_paper, join, on_paper, split
from tamyr.safety.logic.sealing.texts import (
    SIZES,
    NotSealed,
    check_sealed,
    from_kept,
    is_public_key,
    kept_form,
    open_sealed,
    seal,
)

ROOT = Path(__file__).resolve().parents[4]
IDENTITIES = [identity_from(bytes([number]) * 32) for number in (1, 2, 3)]
KEYS = [public_key_of(identity) for identity in IDENTITIES]


def test_each_holder_opens_a_sealed_text_and_nobody_else() -> None:
    sealed = seal("Тихий сад\nпишет", KEYS[:2])
    assert [open_sealed(sealed, [identity]) for identity in IDENTITIES[:2]] == ["Тихий сад\nпишет"] * 2
    with pytest.raises(NotSealed):
        open_sealed(sealed, IDENTITIES[2:])
    with pytest.raises(NotSealed):
        open_sealed(sealed[:-1], IDENTITIES[:1])


def test_what_is_kept_of_texts_of_any_length_is_equally_long() -> None:
    texts = ["a", "ж" * 40, "ж" * 4000, "\n" * 4000, "🌲" * 4000]
    sealed = [seal(text, KEYS, least=SIZES[2]) for text in texts for _again in range(3)]
    assert {len(kept_form(file, check_sealed(file, keys=3))) for file in sealed} == {27_308}
    assert all(from_kept(kept_form(file, SIZES[2])) == file for file in sealed)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda sealed: b"canary" + sealed, "no age file"),
        (lambda sealed: sealed + b"x", "no size"),
        (lambda sealed: sealed.replace(b"X25519", b"X25518", 1), "sealed to 2 keys, not to 3"),
    ],
)
def test_what_has_not_the_form_of_a_sealed_text_is_refused(spoil: object, said: str) -> None:
    assert callable(spoil)
    with pytest.raises(NotSealed, match=said):
        check_sealed(spoil(seal("a", KEYS)), keys=3)


def test_a_text_longer_than_the_largest_size_is_refused() -> None:
    with pytest.raises(NotSealed, match="262145 bytes are more than 262144"):
        seal("a" * (SIZES[-1] + 1), KEYS)


def test_a_secret_key_is_no_public_key() -> None:
    assert is_public_key(KEYS[0])
    assert not any(map(is_public_key, (IDENTITIES[0], KEYS[0][:-1], KEYS[0].upper(), "", "age1")))


@pytest.mark.whole
@settings(max_examples=25)
@given(secret=st.binary(min_size=1, max_size=40), needed=st.integers(2, 4), more=st.integers(0, 2))
def test_enough_shares_give_the_secret_back(secret: bytes, needed: int, more: int) -> None:
    shares = split(secret, shares=needed + more, needed=needed, draw=secrets.token_bytes)
    assert join(shares[more:]) == secret == join([from_paper(on_paper(share)) for share in shares])


def test_of_five_keyholders_any_three_open_and_no_two() -> None:
    seed = bytes(range(32))
    shares = split(seed, shares=5, needed=3, draw=secrets.token_bytes)
    assert all(join(three) == seed for three in combinations(shares, 3))
    assert not any(join(two) == seed for two in combinations(shares, 2))


def test_shares_made_by_the_audited_library_are_joined() -> None:
    """Made by shamir-secret-sharing 0.0.4 of npm: three shares, two needed."""
    made = ["f3afa86f53e358", "e455fbce7070fd", "d906254ee816f6"]
    shares = [bytes.fromhex(share) for share in made]
    assert {join(two).hex() for two in combinations(shares, 2)} == {"00010203fffe"}


def test_a_share_copied_wrongly_is_noticed() -> None:
    paper = on_paper(split(bytes(32), shares=3, needed=2, draw=secrets.token_bytes)[0])
    wrong = paper.translate(str.maketrans(paper[0], "B" if paper[0] != "B" else "C"))
    for text in (wrong, paper[:-5], ""):
        with pytest.raises(NotShares):
            from_paper(text)
    with pytest.raises(NotShares, match="two different shares"):
        join([from_paper(paper)] * 2)


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, str(ROOT / "bin/sealed.py"), *map(str, words)]
    return subprocess.run(program, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT / "src")})


@pytest.mark.whole
def test_keyholders_open_a_letter_on_a_computer_without_the_site(tmp_path: Path) -> None:
    public = run("new-escrow", tmp_path).stdout.strip()
    letter = tmp_path / "letter.age"
    letter.write_bytes(seal("Тихий сад", [KEYS[0], public]))
    shares = [word for number in (1, 3, 5) for word in ("--share", tmp_path / f"share-{number}.txt")]
    assert run("open", letter, *shares).stdout == "Тихий сад\n"
    assert (tmp_path / "share-1.txt").stat().st_mode & 0o777 == 0o600
    too_few = run("open", letter, *shares[:4])
    assert (too_few.returncode, too_few.stdout) == (1, "") and "not done" in too_few.stderr


def test_a_key_kept_in_a_file_opens_a_letter(tmp_path: Path) -> None:
    letter, key = tmp_path / "letter.age", tmp_path / "key.txt"
    letter.write_bytes(seal("Тихий сад", KEYS[:1]))
    key.write_text(f"# public key: {KEYS[0]}\n{IDENTITIES[0]}\n")
    assert run("open", letter, "--key", key).stdout == "Тихий сад\n"
