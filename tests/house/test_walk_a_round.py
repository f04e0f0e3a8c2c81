"""The example network's members walk a whole round over HTTP, from proposals to a signed position, and a stranger recounts it.

Nobody here knows more than stands on pages: forms are sent as they were read, and the numbers of pages are held against the
published file, which is counted by the published script in a process that has nothing of the site's own.
"""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tamyr.accounts.models import Person
from tamyr.decisions.tasks import keep_decisions
from tamyr.network.models import Mandate, Member
from tamyr.network.services.example import example_people
from tamyr.positions.logic.example import APPROVAL
from tamyr.positions.tasks import watch_the_decisions
from tamyr.priorities.tasks import keep_outcomes
from tests.house.walking import Clock, Walker

pytestmark = [pytest.mark.trial, pytest.mark.timeout(1800)]

# Title in Russian, title in English, theme, and of every ten members those that approve it.
PROPOSED = (
    ("Пример: справедливый отказ от угля", "Example: a just end of coal", "just-transition", "0123456"),
    ("Пример: чистый воздух в городах", "Example: clean air in towns", "clean-air", "012345"),
    ("Пример: тёплые школы", "Example: warm schools", "energy-efficiency", "0123"),
    ("Пример: ледниковые озёра", "Example: glacier lakes", "adaptation", "789"),
    ("Пример: леса после пожара", "Example: forests after fire", "forests", "78"),
    ("Пример: автобусы и трамваи", "Example: buses and trams", "sustainable-transport", "9"),
)
POSITION = (
    ("Example: coal leaves the region by 2040", "Пример: уголь уходит из региона к 2040 году"),
    (
        "Governments name the year of the last coal plant.",
        "Правительства называют год последней угольной станции.",
    ),
    ("Miners are paid for the change before it comes.", "Шахтёры получают помощь до перемен."),
)
AMENDED = "Governments name by law the year of the last coal plant."
AMENDED_RU = "Правительства законом называют год последней угольной станции."
OUT_OF_STEP = "отстал: пункт с тех пор изменился"
OBJECTION = {"reason": "An invented reason: no town is named.", "change": "Name the towns."}


@pytest.fixture
def clock(example_network: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite can be told another time")
    with Clock(timezone.now()).ticking(monkeypatch) as clock:
        yield clock


@pytest.fixture
def people(clock: Clock) -> dict[str, Person]:
    return {person.sign_in_name: person for person in example_people()}


@pytest.fixture
def delegates(people: dict[str, Person]) -> list[Walker]:
    """One person of each member that has a voice, every other one in the other language."""
    found: dict[Any, Person] = {}
    speaking = Mandate.objects.filter(member__status="active").select_related("person")
    for mandate in speaking.order_by("member__slug", "-person__password", "person__sign_in_name"):
        found.setdefault(mandate.member_id, mandate.person)
    return [Walker(person, "ru" if n % 2 else "en") for n, person in enumerate(found.values())]


def test_a_whole_round_ends_in_a_signed_position_that_a_stranger_recounts(
    clock: Clock, people: dict[str, Person], delegates: list[Walker], tmp_path: Path
) -> None:
    countries = set(Member.objects.filter(status="active").values_list("country", flat=True))
    assert Member.objects.count() >= 50 and len(countries) == 11
    place = round_begun(Walker(people["cyra"]), clock)
    proposed_and_discussed(place, delegates)
    clock.pass_days(21)
    choice = put_to_the_vote(place, Walker(people["cyra"]))
    for n, walker in enumerate(delegates):
        vote(walker, choice, approved=[f"p{k}" for k, one in enumerate(PROPOSED, 1) if str(n % 10) in one[3]])
    clock.pass_days(15)
    see_to_all()
    body = recounted(choice, tmp_path)
    assert [PROPOSED[int(code[1:]) - 1][1] for code in body["result"]["chosen"]] == [
        PROPOSED[n][1] for n in (0, 1, 3)
    ]
    says_the_same_as_its_file(place, choice, body)

    position = position_written(people)
    opened_and_objected(position, people, delegates, clock)
    adopting = put_to_the_vote_of_all(position, Walker(people["cyra"]))
    for n, walker in enumerate(delegates):
        vote(walker, adopting, choice_made="no" if n % 9 == 8 else "yes")
    clock.pass_days(15)
    see_to_all()
    body = recounted(adopting, tmp_path)
    assert body["result"]["outcome"] == "adopted"
    assert Counter(ballot["choice"] for ballot in body["ballots"]) == Counter(
        "no" if n % 9 == 8 else "yes" for n in range(len(delegates))
    )
    signed_by_all(position, people, delegates)
    read_by_a_stranger(position, body, delegates)


# --- priorities -------------------------------------------------------------------------------


def round_begun(keeper: Walker, clock: Clock) -> str:
    keeper.open("priorities/new/")
    collects, closes = (f"{clock.now + timedelta(days=days):%Y-%m-%d}" for days in (10, 20))
    keeper.send(
        "new/",
        title_ru="Пример: что дальше",
        title_en="Example: what next",
        collects_on=collects,
        closes_on=closes,
        seats=3,
        balance="member",
        is_public="on",
        outside="ballots",
    )
    keeper.send("open/")
    return keeper.address.partition("/en/")[2]


def proposed_and_discussed(place: str, delegates: list[Walker]) -> None:
    for n, (walker, (ru, en, theme, _who)) in enumerate(zip(delegates, PROPOSED, strict=False)):
        walker.open(f"{place}propose/")
        words = {
            "title_ru": ru,
            "text_ru": "Вымышленное предложение.",
            "title_en": en,
            "text_en": "An invented proposal.",
        }
        walker.send("propose/", theme=theme, **words)
        assert n == 0 or walker.page.find(id="alike") is not None
        walker.send("propose/", send="1")
        assert walker.page.h1 and walker.page.h1.get_text() == (ru if walker.language == "ru" else en)
    for walker in (supporters := delegates[len(PROPOSED) : 20]):
        walker.open(f"{place}proposals/1/")
        walker.send("support/")
    critic = supporters[-1]
    critic.send("arguments/", kind="against", words="An invented argument: who pays?")
    said = critic.page.find(id="support")
    assert said is not None and (number := said.find_next("p")) is not None
    assert re.findall(r"\d+", number.get_text())[0] == str(len(supporters))


def put_to_the_vote(place: str, keeper: Walker) -> str:
    keeper.open(place)
    keeper.send("vote/")
    link = keeper.page.find("a", href=re.compile("/decisions/"), class_="action")
    assert link is not None
    return str(link["href"]).partition("/en/")[2]


def vote(walker: Walker, decision: str, **said: Any) -> None:
    walker.open(decision)
    walker.send("cast/", **said)
    receipt = walker.page.select_one("#ballot .notice-done code")
    assert receipt is not None and len(receipt.get_text()) == 10


def see_to_all() -> None:
    """What the tasks beside the site do within minutes."""
    for task in (keep_decisions, keep_outcomes, watch_the_decisions):
        task.func()


# --- a stranger -------------------------------------------------------------------------------


def recounted(decision: str, folder: Path) -> dict[str, Any]:
    """Count a decision again from what its page offers to the world, and return the file's body."""
    stranger = Walker()
    stranger.open(decision)
    published = re.search(r"--expect ([0-9a-f]{64})", stranger.text)
    assert published is not None
    (folder / "file.json").write_bytes(stranger.file(f"{decision}file.json"))
    (folder / "recount.py").write_bytes(stranger.file("decisions/recount.py"))
    command = [sys.executable, "-I", "recount.py", "file.json", "--expect", published[1]]
    counted = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert counted.returncode == 0, counted.stdout + counted.stderr
    body: dict[str, Any] = json.loads((folder / "file.json").read_bytes())["body"]
    return body


def says_the_same_as_its_file(place: str, decision: str, body: dict[str, Any]) -> None:
    """Hold the numbers that pages say against those of the file, in both languages."""
    behind = Counter(code for ballot in body["ballots"] for code in ballot["choice"])
    for language, title in (("ru", 0), ("en", 1)):
        reader = Walker(language=language)
        reader.open(decision)
        found = reader.page.select("#result ~ ul .card")
        cards = {card.select("h4")[0].get_text(): card.select("p")[0].get_text() for card in found}
        for number, one in enumerate(PROPOSED, start=1):
            card = next(said for name, said in cards.items() if one[title] in name)
            assert re.match(r"\d+", card.strip())[0] == str(behind[f"p{number}"])  # type: ignore[index]
        voted, entitled = len(body["ballots"]), len(body["electorate"])
        assert re.search(rf"\b{voted}\D+{entitled}\b", reader.text) or re.search(
            rf"\b{entitled}\D+{voted}\b", reader.text
        )
        reader.open(place)
        chosen = [item.get_text() for item in reader.page.select("#chosen + ol li")]
        assert chosen == [PROPOSED[int(code[1:]) - 1][title] for code in body["result"]["chosen"]]


# --- a position -------------------------------------------------------------------------------


def position_written(people: dict[str, Person]) -> str:
    writer, checker = Walker(people["aygul"]), Walker(people["bela"])
    writer.open("positions/new/")
    writer.send("new/", title=POSITION[0][0], authoritative="en", accepts=["language", "form", "agreed"])
    making = writer.address.partition("/en/")[2]
    for english, _russian in POSITION[1:]:
        after = [option["value"] for option in writer.page.select("#after option")][-1]
        writer.send("add/", text=english, after=after)
    clauses = clauses_of(writer)
    for clause, (_english, russian) in zip(clauses, POSITION, strict=True):
        translated(writer, checker, clause, russian)
    checker.open(clauses[1])
    checker.send("amend/", text=AMENDED, reason="An invented reason.", nature="language", act="replace")
    writer.open(clauses[1])
    assert writer.page.find("ins") is not None
    writer.press("accept")
    assert AMENDED in writer.text
    reader = Walker(people["bela"], "ru")
    reader.open(making)
    assert [mark.get_text() for mark in reader.page.select(".mark.weak")] == [OUT_OF_STEP]
    translated(writer, checker, clauses[1], AMENDED_RU)
    return making


def clauses_of(walker: Walker) -> list[str]:
    links = walker.page.find_all("a", href=re.compile(r"/clauses/"))
    return list(dict.fromkeys(str(link["href"]) for link in links))


def translated(writer: Walker, checker: Walker, clause: str, words: str) -> None:
    writer.open(clause)
    writer.send("translate/", text=words)
    checker.open(clause)
    checker.send("check/")


def opened_and_objected(
    making: str, people: dict[str, Person], delegates: list[Walker], clock: Clock
) -> None:
    facilitator = Walker(people["aygul"])
    facilitator.open(making)
    facilitator.send("open/")
    # The others say nothing, which counts as consent.
    for n, walker in enumerate(delegates[::5]):
        walker.open(making)
        code = walker.page.select_one("select[name=code] option:nth-of-type(2)")
        assert code is not None
        said = {"stance": "objection", "code": code["value"], **OBJECTION} if n == 3 else {"stance": "assent"}
        walker.send("word/", **said)
    clock.pass_days(15)


def put_to_the_vote_of_all(making: str, keeper: Walker) -> str:
    keeper.open(making)
    assert "An objection stands" in keeper.text
    keeper.send("vote/", share="3/4", countries=6, days=14, outside="ballots")
    link = keeper.page.find("a", href=re.compile(r"/decisions/\d+/"), class_="action")
    assert link is not None
    keeper.open(str(link["href"]))
    keeper.send("open/")
    return keeper.address.partition("/en/")[2]


def signed_by_all(making: str, people: dict[str, Person], delegates: list[Walker]) -> None:
    signing = making.replace("making/", "signing/")
    facilitator = Walker(people["aygul"])
    facilitator.open(signing)
    facilitator.send("ask/", days=21)
    for walker in delegates:
        walker.open(signing)
        walker.send("approve/", approval=APPROVAL)
        walker.send("sign/")


def read_by_a_stranger(making: str, body: dict[str, Any], delegates: list[Walker]) -> None:
    """The public page says in each language who signed, and its hash is what the decision's question carries."""
    position = making.replace("making/", "")
    hidden = Member.objects.filter(status="active").exclude(exposure="public")
    assert hidden.exists()
    for n, language in enumerate(("en", "ru")):
        stranger = Walker(language=language)
        stranger.open(position)
        for english_and_russian in (POSITION[0], (AMENDED, AMENDED_RU), POSITION[2]):
            assert english_and_russian[n] in stranger.text
        published = stranger.page.select_one(".secret")
        assert published is not None and published.get_text() in body["decision"]["question"][language]
        assert re.search(rf"\b{len(delegates)}\b", stranger.page.select(".lede")[0].get_text())
        assert not any(member.name in stranger.text for member in hidden)
        assert stranger.file(f"{position}position.pdf").startswith(b"%PDF")
        assert published.get_text() in stranger.file(f"{position}position.txt").decode()
