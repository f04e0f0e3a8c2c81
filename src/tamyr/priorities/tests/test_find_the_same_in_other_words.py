"""With an encoder proposals that share no word are found; without one, or in its turn's absence, by their words alone."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.priorities.logic.encoders import USE, Package, installed_encoder, is_installed, sha256_of
from tamyr.priorities.logic.similar import most_like, signals_of
from tamyr.priorities.logic.similar.meaning import MOST_KEPT, MOST_SIGNS, NEAR, Meanings
from tamyr.priorities.models import Proposal, Round
from tamyr.priorities.pages.words import how_alike
from tamyr.priorities.queries import similar
from tamyr.priorities.queries.rounds import address_of_round
from tamyr.priorities.services.proposals import Draft, Words
from tamyr.priorities.tests.writing import key, proposed
from tamyr.shared.turns import LONG_WORK

ROWS = {"bees": (3.0, 4.0), "пчёл": (30.0, 40.0), "honey": (4.0, 3.0), "coal": (-4.0, 3.0)}


class FewWordsEncoder:
    """An encoder that knows a few words, and notes what it was asked to read."""

    def __init__(self, threads: int = 1) -> None:
        self.read: list[str] = []

    def encode(self, texts: list[str], /) -> list[tuple[float, ...]]:
        self.read += texts
        return [
            next((row for word, row in ROWS.items() if word in text.lower()), (0.0, 0.0)) for text in texts
        ]


def test_nearness_is_the_cosine_of_two_rows_and_nothing_is_near_an_empty_one() -> None:
    near = Meanings(FewWordsEncoder()).nearness("bees", {1: "пчёлы", 2: "honey", 3: "coal", 4: ""})
    assert {key: round(value, 5) for key, value in near.items()} == {1: 1.0, 2: 0.96, 3: 0.0, 4: 0.0}


def test_a_text_is_read_once_and_of_a_long_one_the_beginning() -> None:
    encoder = FewWordsEncoder()
    meanings = Meanings(encoder)
    for _time in range(2):
        meanings.nearness("bees" * 1_000, {1: "coal", 2: "coal"})
    assert encoder.read == [("bees" * 1_000)[:MOST_SIGNS], "coal"]
    meanings.nearness("bees", {number: f"coal {number}" for number in range(MOST_KEPT)})
    assert meanings.nearness("coal", {1: "bees"}) == {1: 0.0}, "what was forgotten is read anew"
    assert encoder.read[-1] == "coal"


def test_what_is_near_is_shown_though_it_shares_no_word_and_its_reason_is_said() -> None:
    asked, others = signals_of("Bees"), {"near": signals_of("Пчёлы"), "far": signals_of("Coal")}
    assert most_like(asked, others) == []
    (found,) = most_like(asked, others, {"near": NEAR, "far": NEAR - 0.01})
    assert found.key == "near" and how_alike(found.shared, "en") == "Similar in meaning."


def test_words_and_meaning_are_added_and_words_in_common_are_named() -> None:
    asked = signals_of("Coal in Karaganda")
    others = {
        "words": signals_of("Karaganda"),
        "meaning": signals_of("Шахта"),
        "both": signals_of("Karaganda!"),
    }
    found = most_like(asked, others, {"words": 0.0, "meaning": 0.5, "both": 0.5})
    assert [likeness.key for likeness in found][0] == "both" and len(found) == 3
    assert "Similar" not in how_alike(found[0].shared, "en")


@pytest.fixture
def with_an_encoder(monkeypatch: pytest.MonkeyPatch, settings: object) -> Iterator[None]:
    """In the place of the package, which is not among what this house installs."""
    monkeypatch.setitem(sys.modules, USE.module, SimpleNamespace(USE=FewWordsEncoder))
    settings.ENCODER = True  # type: ignore[attr-defined]
    similar.meanings.cache_clear()
    yield
    similar.meanings.cache_clear()


@pytest.fixture
def with_bees(collecting: Round, aygul: Person, green_lake: Member) -> Proposal:
    words = Words("Пчёлы", "Весной поля не опрыскивать.")
    return proposed(collecting, green_lake, aygul, Draft({"ru": words}, "adaptation", ""))


def looked(person: Person, member: Member, standing: Round) -> str:
    """Return the page that whoever proposes is shown before anything is sent."""
    typed = {
        "member": str(member.pk),
        "form_key": str(key()),
        "title_en": "Bees",
        "text_en": "Ask farmers to wait.",
        "theme": "adaptation",
    }
    return signed_in(person).post(f"{address_of_round(standing)}propose/", typed).content.decode()


def test_whoever_proposes_is_shown_the_same_in_another_language(
    with_an_encoder: None, with_bees: Proposal, bela: Person, mountain_voice: Member
) -> None:
    page = looked(bela, mountain_voice, with_bees.round)
    assert "Пчёлы" in page and "Similar in meaning." in page


def test_without_an_encoder_words_alone_are_compared(
    with_bees: Proposal, bela: Person, mountain_voice: Member
) -> None:
    page = looked(bela, mountain_voice, with_bees.round)
    assert "Пчёлы" not in page and "Send the proposal" in page


@pytest.mark.whole
def test_while_others_have_their_turn_words_alone_are_compared(
    with_an_encoder: None, with_bees: Proposal, bela: Person, mountain_voice: Member
) -> None:
    with ExitStack() as held:
        while LONG_WORK.threads.acquire(blocking=False):
            held.callback(LONG_WORK.threads.release)
        page = looked(bela, mountain_voice, with_bees.round)
    assert "Пчёлы" not in page and "Send the proposal" in page


# --- which encoder it is ------------------------------------------------------------------------


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Package:
    """A package as it would be installed, with weights of its own."""
    folder = tmp_path / "example_encoder"
    folder.mkdir()
    (folder / "weights").write_text("3 4")
    (folder / "__init__.py").write_text(
        "from pathlib import Path\n\n"
        "ROW = tuple(map(float, Path(__file__).with_name('weights').read_text().split()))\n\n\n"
        "class USE:\n"
        "    def __init__(self, threads):\n"
        "        self.threads = threads\n\n"
        "    def encode(self, texts):\n"
        "        return [ROW for text in texts]\n"
    )
    monkeypatch.delitem(sys.modules, folder.name, raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    return Package("example-encoder==1", folder.name, sha256_of(folder))


def test_a_package_with_the_known_files_is_loaded_with_its_weights(package: Package) -> None:
    assert is_installed(package)
    assert Meanings(installed_encoder(package)).nearness("a", {1: "b"}) == {1: pytest.approx(1)}
    assert is_installed(package), "what Python compiled of it does not count"


def test_a_package_that_is_missing_or_of_which_anything_differs_is_not_the_known_one(
    package: Package, tmp_path: Path
) -> None:
    assert not is_installed(Package("another", "no_such_encoder", package.sha256))
    (tmp_path / package.module / "weights").write_text("4 3")
    assert not is_installed(package)
    (tmp_path / package.module / "weights").write_text("3 4")
    assert is_installed(package)
    (tmp_path / package.module / "more.py").touch()
    assert not is_installed(package)
