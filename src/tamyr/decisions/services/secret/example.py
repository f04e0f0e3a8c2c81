"""The example network has elected its board in secret: invented people, and one code that a reader may try."""

from datetime import datetime, timedelta
from uuid import uuid4

from tamyr.accounts.models import Person
from tamyr.decisions.logic.secret import code_sha256, new_code
from tamyr.decisions.models import Decision, Outside
from tamyr.decisions.services.closing import close, count, publish
from tamyr.decisions.services.preparing import Draft, announce_decision, open_decision
from tamyr.decisions.services.secret.ballots import cast_by_code
from tamyr.decisions.services.secret.codes import forget, pick_up, shuffle
from tamyr.decisions.services.secret.preparing import Terms, draft_election
from tamyr.decisions.services.secret.standing import Statement, stand
from tamyr.network.models import Mandate
from tamyr.network.models.people import holding_on
from tamyr.network.services.example import mark_example

# Known to everybody, so that a newcomer finds a ballot by its code; all others are random.
KNOWN_CODE = "EXAMP-1E000-00000-00001"
CANDIDATES = (
    Statement(
        "Example Alma", "Алма Пример", "I can listen, and I have time.", "Умею слушать, и у меня есть время."
    ),
    Statement(
        "Example Boris", "Борис Пример", "I know how grants are told of.", "Знаю, как отчитываться о грантах."
    ),
    Statement("Example Cholpon", "Чолпон Пример", "I bring young people in.", "Привожу в сеть молодёжь."),
    Statement("Example Davit", "Давид Пример", "I ask until it is clear.", "Спрашиваю, пока не станет ясно."),
)
# Each a ballot by the places of candidates above; the last of those who picked up a code does not use it.
RANKINGS = ("02", "02", "02", "02", "13", "13", "21", "31")
VOTERS = len(RANKINGS) + 1


def run_example_election(*, keeper: Person, at: datetime) -> Decision:
    """Let an election of two persons have gone all its way: candidates, codes, shuffle, ballots, result."""
    opens, until, closes = (at - timedelta(days=days) for days in (38, 34, 28))
    draft = Draft(
        question_en="Example: who sits on the board for the next two years?",
        question_ru="Пример: кто войдёт в совет на следующие два года?",
        words_en=f"Invented people, to see how a secret vote is counted. One of the codes was {KNOWN_CODE}: find its ballot.",
        words_ru=f"Вымышленные люди: посмотреть, как считают тайное голосование. Один из кодов — {KNOWN_CODE}: найдите его бюллетень.",
        authoritative="ru",
        rule={"name": "stv", "version": 1, "seats": 2, "most_per_country": 1},
        options=[],
        closes_at=closes,
        zone="Asia/Bishkek",
        outside=Outside.BALLOTS,
    )
    by = keeper.pk
    drafted = draft_election(draft=draft, terms=Terms(until), form_key=uuid4(), actor=by, at=opens)
    mark_example(drafted)
    announce_decision(decision=drafted, actor=by, at=opens)
    mandates = _one_of_each_member(opens)
    for mandate, statement in zip(_of_different_countries(mandates), CANDIDATES, strict=True):
        who = mandate.person_id
        stand(decision=drafted, member=mandate.member, statement=statement, actor=who, at=opens)
    decision = open_decision(decision=drafted, actor=by, clock=lambda: opens)
    codes = [KNOWN_CODE, *(new_code() for _ in mandates[1:])]
    for mandate, code in zip(mandates, codes, strict=True):
        who = mandate.person_id
        pick_up(decision=decision, member=mandate.member, code=code, actor=who, clock=lambda: opens)
    shuffle(decision=decision, clock=lambda: until)
    _vote(decision, codes, until)
    for step in (close, count, publish, forget):
        step(decision=decision, clock=lambda: closes)
    return decision


def _vote(decision: Decision, codes: list[str], at: datetime) -> None:
    names = [statement.name_en for statement in CANDIDATES]
    code_of = {option.title_en: option.code for option in decision.options.all()}
    for code, ranking in zip(codes, RANKINGS, strict=False):
        choice = [[code_of[names[int(place)]]] for place in ranking]
        sha256 = code_sha256(str(decision.pk), code)
        cast_by_code(decision=decision, sha256=sha256, choice=choice, clock=lambda: at)


def _one_of_each_member(at: datetime) -> list[Mandate]:
    """Return somebody who acts for each of the first members by their names in addresses."""
    holding = Mandate.objects.filter(
        holding_on(at.date()), member__status="active", member__joined_on__lte=at
    )
    found = holding.select_related("member").order_by("member__slug", "from_on")
    return list({mandate.member_id: mandate for mandate in reversed(found)}.values())[-VOTERS:][::-1]


def _of_different_countries(mandates: list[Mandate]) -> list[Mandate]:
    return list({mandate.member.country_id: mandate for mandate in mandates}.values())[: len(CANDIDATES)]
