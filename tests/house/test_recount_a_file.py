"""A stranger counts a published file again; what was changed in it is found, or found by the hash that stands elsewhere."""

import ast
import json
import random
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bin import recount as script

from tamyr.config.operations import command
from tamyr.config.operations.refused_files import REFUSALS
from tamyr.decisions.logic.counting import count
from tamyr.decisions.logic.file.canonical import canonical, sha256_of
from tamyr.decisions.logic.file.labels import Identity
from tamyr.decisions.logic.file.reading import from_file
from tamyr.decisions.logic.file.recount import recount
from tamyr.decisions.logic.file.results import result_of
from tamyr.decisions.logic.file.writing import as_file, outside_file, root_hash
from tamyr.decisions.logic.question import Rule
from tamyr.decisions.logic.refusals import Refusal
from tamyr.decisions.logic.results import Count
from tamyr.decisions.tests.files import FACTS, RULES, election
from tests.architecture import plan

EQUAL_SHARES = Rule("equal-shares", seats=2)


@pytest.fixture
def decided() -> tuple[Count, dict[str, Identity]]:
    """A decision of at least five ballots that are not blank."""
    generator = random.Random(5)
    while True:
        result, known = election(generator, EQUAL_SHARES)
        if len(result.ballots) > 5 and result.outcome == "adopted" and len(result.chosen) == 2:
            return result, known


@pytest.fixture
def inside(decided: tuple[Count, dict[str, Identity]]) -> str:
    return as_file(FACTS, *decided)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What ``tamyr recount`` answers."""
    monkeypatch.setenv("LC_ALL", "en")

    def run(*words: object) -> str:
        command.main(["recount", *map(str, words)])
        return capsys.readouterr().out

    return run


def refused(run: Callable[..., str], *words: object) -> str:
    with pytest.raises(SystemExit) as ended:
        run(*words)
    assert isinstance(ended.value.code, str), "a sentence, and exit code 1"
    return ended.value.code


def put(folder: Path, text: str) -> Path:
    file = folder / "decision.json"
    file.write_bytes(text.encode())
    return file


def hashed_anew(text: str, change: Callable[[Any], None]) -> str:
    """Return the file after a change of its body, with a hash that fits it."""
    body = json.loads(text)["body"]
    change(body)
    return canonical({"body": body, "sha256": sha256_of(body)})


def test_the_published_file_is_confirmed(said: Callable[..., str], inside: str, tmp_path: Path) -> None:
    told = said(put(tmp_path, inside), "--expect", root_hash(inside))
    assert told.startswith("Confirmed: the ballots give the same result, ")
    assert "hash" not in told


def test_without_the_published_hash_it_is_asked_for(
    said: Callable[..., str], inside: str, tmp_path: Path
) -> None:
    assert f"Compare the hash {root_hash(inside)} with the published one" in said(put(tmp_path, inside))


def test_a_member_finds_its_own_ballot(
    said: Callable[..., str], decided: tuple[Count, dict[str, Identity]], inside: str, tmp_path: Path
) -> None:
    result, known = decided
    own = result.ballots[0]
    identity, file = known[own.voter], put(tmp_path, inside)
    assert canonical(own.choice) in said(file, "--mine", identity.member, identity.salt)
    assert "No ballot stands under your label" in refused(said, file, "--mine", identity.member, "0" * 32)


def test_what_cannot_be_read_is_said_in_the_readers_language(
    said: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert refused(said, tmp_path / "none") == "Файл не читается: такого файла или папки нет."
    tmp_path.joinpath("bytes").write_bytes(b"\xff")
    assert refused(said, tmp_path / "bytes") == "Файл не читается: это не текст в UTF-8."


def test_every_changed_byte_is_found(inside: str) -> None:
    generator = random.Random(2)
    whole = inside.encode()
    for _ in range(150):
        place = generator.randrange(len(whole))
        changed = bytearray(whole)
        match generator.randrange(3):
            case 0:
                changed[place] ^= 1 << generator.randrange(8)
            case 1:
                del changed[place]
            case _:
                changed.insert(place, generator.randrange(256))
        try:
            text = changed.decode()
        except UnicodeDecodeError:
            continue
        with pytest.raises(Refusal):
            from_file(text)
        with pytest.raises((script.Wrong, KeyError, TypeError, AttributeError, ValueError)):
            script.check(text)


def test_a_forgery_counted_anew_is_found_by_the_hash_alone(
    said: Callable[..., str], decided: tuple[Count, dict[str, Identity]], inside: str, tmp_path: Path
) -> None:
    """Whoever changes a ballot, counts and hashes all anew deceives who has the file only."""
    file = from_file(inside)
    result, _known = decided
    assert file.question is not None
    other = next(option.id for option in file.question.options if (option.id,) != result.ballots[0].choice)

    def forge(body: Any) -> None:
        body["ballots"][0]["choice"] = [other]
        body["ballots_sha256"] = sha256_of(
            sorted((each["choice"] for each in body["ballots"]), key=canonical)
        )

    draft = hashed_anew(inside, forge)
    read = from_file(draft)
    assert read.question is not None
    anew = result_of(count(read.question, read.ballots, read.ties))
    forged = hashed_anew(draft, lambda body: body.update(result=anew))
    assert said(put(tmp_path, forged)).startswith("Confirmed")
    assert script.check(forged).startswith("CONFIRMED")
    assert "This is not the published file" in refused(
        said, put(tmp_path, forged), "--expect", root_hash(inside)
    )
    with pytest.raises(script.Wrong, match="hash you gave"):
        script.check(forged, root_hash(inside))


def other_choice(body: Any) -> None:
    body["result"]["chosen"] = body["result"]["chosen"][::-1]


def other_price(body: Any) -> None:
    body["result"]["rounds"][0]["value"] = "1/7"


def other_seats(body: Any) -> None:
    body["rule"]["seats"] = 1


@pytest.mark.parametrize("change", [other_choice, other_price, other_seats])
def test_a_result_that_the_ballots_do_not_give_is_found(
    said: Callable[..., str], inside: str, tmp_path: Path, change: Callable[[Any], None]
) -> None:
    forged = hashed_anew(inside, change)
    assert "The result is not what the ballots say" in refused(said, put(tmp_path, forged))
    with pytest.raises(script.Wrong, match="not what the ballots say"):
        script.check(forged)


def other_ballot(body: Any) -> None:
    body["ballots"][0]["choice"] = ["a"] if body["ballots"][0]["choice"] != ["a"] else ["b"]


def other_country(body: Any) -> None:
    body["electorate"][0]["country"] = "MDA"


def one_voter_more(body: Any) -> None:
    body["electorate"].append({**body["electorate"][-1], "voter": "f" * 26})


def other_secret(body: Any) -> None:
    body["tie"]["revealed"] = "0" * 64


def second_ballot(body: Any) -> None:
    body["ballots"].insert(1, body["ballots"][0])


def unknown_option(body: Any) -> None:
    body["ballots"][0]["choice"] = ["zz"]


def unknown_field(body: Any) -> None:
    body["rule"]["bonus"] = 1


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (other_ballot, "hash-differs", "ballots_sha256"),
        (other_country, "hash-differs", "electorate_sha256"),
        (one_voter_more, "label-differs", "electorate["),
        (other_secret, "hash-differs", "tie.committed"),
        (second_ballot, "two-ballots", "ballots["),
        (unknown_option, "unknown-option", "ballots[0].choice"),
        (unknown_field, "unknown-field", "rule.bonus"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused_with_the_place(
    inside: str, change: Callable[[Any], None], code: str, place: str
) -> None:
    forged = hashed_anew(inside, change)
    with pytest.raises(Refusal) as found:
        recount(forged)
    assert found.value.code == code and found.value.place.startswith(place)
    if change is not unknown_field:
        with pytest.raises(script.Wrong):
            script.check(forged)


@pytest.mark.parametrize(
    ("written", "code", "place"),
    [
        ('{"a":[1,2.5]}', "decimal-number", "a[1]"),
        ('{"a":1e3}', "decimal-number", "a"),
        ('{"a":NaN}', "decimal-number", "a"),
        ('{"a":{"b":1,"b":2}}', "field-twice", "a"),
        ('{"a":[9007199254740992]}', "integer-too-large", "a[0]"),
        ('{"a":' + "9" * 5000 + "}", "integer-too-large", "a"),
        ('{"a":"и\\u0306"}', "not-nfc", "a"),
        ('{"a":"\\ud800"}', "half-a-character", "a"),
        ('{"ф":1}', "name-not-ascii", "ф"),
        ('{"a":', "not-json", "line 1"),
        ("[" * 100_000, "too-deep", "file"),
        ('{"body":1, "sha256":2}', "not-canonical", "file"),
        ('{"body":1}', "missing", "file.sha256"),
    ],
)
def test_what_is_no_decision_file_is_refused_with_the_place(written: str, code: str, place: str) -> None:
    with pytest.raises(Refusal) as found:
        from_file(written)
    assert found.value.code == code and found.value.place.startswith(place)


def test_a_hidden_member_is_a_label_without_a_country(decided: tuple[Count, dict[str, Identity]]) -> None:
    result, known = decided
    hidden = result.ballots[0].voter
    exposure = dict.fromkeys(known, "named") | {hidden: "pseudonym"}
    text = outside_file(FACTS, result, known, exposure)
    told = recount(text)
    assert told.is_counted_again and told.differs == () and told.chosen == result.chosen
    row = next(row for row in json.loads(text)["body"]["electorate"] if row["voter"] == hidden)
    assert row["country"] is None and "name" not in row and "salt" not in row
    assert known[hidden].name not in text and known[hidden].salt not in text
    assert "delegate" not in text


def test_two_pseudonyms_of_a_country_do_not_show_it(decided: tuple[Count, dict[str, Identity]]) -> None:
    result, known = decided
    exposure = dict.fromkeys(known, "country")
    rows = json.loads(outside_file(FACTS, result, known, exposure))["body"]["electorate"] or []
    shown = [row["country"] for row in rows if row["country"]]
    assert all(shown.count(country) >= 3 for country in shown)


def test_where_a_country_decides_and_must_stay_hidden_the_outside_gets_the_result_only() -> None:
    generator = random.Random(1)
    result, known = election(generator, Rule("equal-shares", seats=2, endowment="country"), size=30)
    exposure = dict.fromkeys(known, "named") | {result.ballots[0].voter: "pseudonym"}
    text = outside_file(FACTS, result, known, exposure)
    body = json.loads(text)["body"]
    assert (body["ballots"], body["electorate"], body["ballots_sha256"]) == (None, None, None)
    assert set(body["result"]) == {"outcome", "chosen"}
    assert not recount(text).is_counted_again
    assert "result only" in script.check(text)


def test_what_is_written_is_read_back() -> None:
    generator = random.Random(4)
    for rule in RULES:
        result, known = election(generator, rule)
        read = from_file(as_file(FACTS, result, known))
        assert read.question is not None
        assert (read.question.rule, len(read.question.voters)) == (rule, len(known))
        assert (read.ballots, read.ties) == (result.ballots, result.ties)


@pytest.mark.whole
def test_recounting_loads_nothing_of_django() -> None:
    asked = "import sys, tamyr.config.operations.command; sys.exit('django' in sys.modules)"
    finished = subprocess.run(
        [sys.executable, "-c", asked], check=False, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert finished.returncode == 0


def in_russian(run: Callable[..., str], monkeypatch: pytest.MonkeyPatch, *words: object) -> str:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    return refused(run, *words)


def codes_of_a_recount() -> set[str]:
    """Return the codes of every ``Refusal`` that stands in what counting a file again imports."""
    waiting, seen, codes = ["tamyr.decisions.logic.file.recount"], set[str](), set[str]()
    while waiting:
        name = waiting.pop()
        source = plan.PLATFORM.parent / f"{name.replace('.', '/')}.py"
        if name in seen or not source.exists():
            continue
        seen.add(name)
        for node in plan.nodes_in(source.read_text()):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tamyr.decisions"):
                waiting += [node.module or "", *(f"{node.module}.{each.name}" for each in node.names)]
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Refusal", "_Unfit"):
                codes |= {
                    part.value
                    for part in ast.walk(node.args[0])
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    return codes


def test_whatever_a_file_is_refused_for_has_words_in_both_languages() -> None:
    codes = codes_of_a_recount()
    assert len(codes) > 50 and codes == set(REFUSALS)
    for english, russian in REFUSALS.values():
        assert re.search("[а-я]", russian) and not re.search("[а-я]", english)
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", russian))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ('{"a":1}', "В файле не хватает: «body»."),
        ("[1]", "«[1]» здесь стоять не может; ожидается объект в фигурных скобках. Место: сам файл."),
        (
            '{"body":1,"sha256":"","version":1}',
            "В файле есть то, чего в файлах решений не бывает: «version».",
        ),
        ('{"body": nothing}', "Это не файл решения или он неполон: не читается строка 1, знак 10."),
    ],
)
def test_why_a_file_is_refused_is_said_in_words(
    said: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, words: str
) -> None:
    assert in_russian(said, monkeypatch, put(tmp_path, written)) == words


def test_what_was_typed_is_named_as_the_option(
    said: Callable[..., str], inside: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = in_russian(said, monkeypatch, put(tmp_path, inside), "--mine", "a", "b")
    assert told == "«b» — не соль: в ней 32 цифры и буквы a–f. Место: СОЛЬ после --mine."


def test_what_was_chosen_and_ones_own_ballot_are_told_by_name(
    said: Callable[..., str], decided: tuple[Count, dict[str, Identity]], inside: str, tmp_path: Path
) -> None:
    result, known = decided
    own = next(ballot for ballot in result.ballots if not ballot.is_blank)
    identity = known[own.voter]
    told = said(put(tmp_path, inside), "--mine", identity.member, identity.salt)
    assert all(f"“Proposal {option}” ({option})" in told for option in result.chosen)
    assert "Your ballot says: “Proposal " in told


def test_which_part_of_a_result_differs_is_said_in_words(
    said: Callable[..., str], inside: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forged = put(tmp_path, hashed_anew(inside, other_choice))
    assert in_russian(said, monkeypatch, forged) == "Результат не соответствует бюллетеням: что выбрано."


OBEYED = re.compile(r"[\x00-\x1f\x7f-\x9f\u202e]")
CLEARS = "\x1b[2J\nCONFIRMED"


def hostile_title(body: Any) -> None:
    for option in body["options"]:
        option["title"] = {"en": f"{CLEARS}\x9b\u202e"}


def hostile_part(body: Any) -> None:
    body["result"][CLEARS] = 1


def hostile_field(body: Any) -> None:
    body["rule"][CLEARS] = 1


def test_no_name_in_a_forged_file_is_obeyed_by_the_terminal(
    said: Callable[..., str], inside: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = said(put(tmp_path, hashed_anew(inside, hostile_title)))
    assert told.startswith("Confirmed") and "CONFIRMED" in told and not OBEYED.search(told.rstrip("\n"))
    for change in (hostile_part, hostile_field):
        why = refused(said, put(tmp_path, hashed_anew(inside, change)))
        assert "CONFIRMED" in why and not OBEYED.search(why)
    monkeypatch.setattr("sys.argv", ["recount.py", str(put(tmp_path, hashed_anew(inside, hostile_part)))])
    with pytest.raises(SystemExit) as ended:
        script.main()
    assert "CONFIRMED" in str(ended.value.code) and not OBEYED.search(str(ended.value.code))
