"""Acts in a round of priorities."""

from tamyr.priorities.models import Argument, Merger, Moderation, Proposal, Round
from tamyr.priorities.queries.texts import draft_sha
from tamyr.priorities.services import discussion, merging, moderation, proposals, rounds
from tamyr.priorities.tests.writing import plan
from tests.house.acts import DAY, KEY, WORDS, Act, Scene


def mine() -> Proposal:
    return Proposal.objects.get(place=1)


def theirs() -> Proposal:
    return Proposal.objects.get(place=2)


def drafted_round(scene: Scene) -> Round:
    return rounds.draft_round(
        plan=plan(collects_until=scene.at + 9 * DAY, closes_at=scene.at + 20 * DAY),
        form_key=KEY,
        **scene.acting("coordinator").who,
    )


def words_of_a_proposal() -> proposals.Draft:
    return proposals.Draft({"en": proposals.Words("A title", WORDS)}, "clean-air", "")


def supported_by(scene: Scene) -> object:
    return discussion.support(proposal=theirs(), member=scene.lake, read=theirs().text_sha256, **scene.when)


def argued_by(scene: Scene) -> Argument:
    return discussion.argue(
        proposal=theirs(),
        member=scene.lake,
        kind="against",
        words=WORDS,
        language="en",
        form_key=KEY,
        read=theirs().text_sha256,
        **scene.when,
    )


def put_aside(scene: Scene) -> Moderation:
    return moderation.set_aside(
        proposal=mine(), argument=None, reason=WORDS, **scene.acting("coordinator").when
    )


PRIORITIES = {
    "draft a round": Act(
        "coordinator",
        lambda s: rounds.draft_round(
            plan=plan(collects_until=s.at + 9 * DAY, closes_at=s.at + 20 * DAY), form_key=KEY, **s.who
        ),
        "round.drafted",
        again="",
    ),
    "change a round": Act(
        "coordinator",
        lambda s: rounds.change_round(
            standing_round=s.made,
            plan=plan(collects_until=s.at + 9 * DAY, closes_at=s.at + 20 * DAY),
            **s.who,
        ),
        "round.changed",
        again="round.changed",
        make=drafted_round,
    ),
    "begin a round": Act(
        "coordinator",
        lambda s: rounds.begin_round(standing_round=s.made, **s.when),
        "round.opened",
        "round-opened",
        make=drafted_round,
    ),
    "withdraw a round": Act(
        "coordinator",
        lambda s: rounds.withdraw_round(standing_round=Round.objects.get(), **s.who),
        "round.withdrawn",
        "round-withdrawn",
    ),
    "propose": Act(
        "delegate",
        lambda s: proposals.propose(
            standing_round=Round.objects.get(),
            draft=words_of_a_proposal(),
            member=s.lake,
            form_key=KEY,
            **s.when,
        ),
        "proposal.made",
        again="",
    ),
    "change a proposal": Act(
        "delegate",
        lambda s: proposals.change_proposal(
            proposal=mine(), draft=words_of_a_proposal(), base_sha=draft_sha(mine()), **s.when
        ),
        "proposal.changed",
        "proposal-changed",
        again="proposal.changed",
    ),
    "translate a proposal": Act(
        "other delegate",
        lambda s: proposals.translate(
            proposal=mine(),
            language="ru",
            words=proposals.Words("Заголовок", "Текст."),
            member=s.voice,
            read=mine().text_sha256,
            **s.when,
        ),
        "proposal.translated",
        "proposal-translated",
        again="",
    ),
    "withdraw a proposal": Act(
        "other delegate",
        lambda s: proposals.withdraw_proposal(proposal=theirs(), **s.when),
        "proposal.withdrawn",
    ),
    "support a proposal": Act(
        "delegate",
        supported_by,
        "proposal.supported",
        again="proposal.supported",
    ),
    "take support back": Act(
        "delegate",
        lambda s: discussion.take_support_back(proposal=theirs(), member=s.lake, **s.when),
        "proposal.support_taken_back",
        make=lambda s: supported_by(s.acting("delegate")),
        again="",
    ),
    "argue": Act("delegate", argued_by, "argument.made", "argument-made", again=""),
    "answer an argument": Act(
        "other delegate",
        lambda s: discussion.answer(argument=s.made, words=WORDS, language="en", **s.when),
        "argument.answered",
        "argument-answered",
        again="argument.answered",
        make=lambda s: argued_by(s.acting("delegate")),
    ),
    "accept a merger": Act(
        "delegate",
        lambda s: merging.accept_merger(merger=Merger.objects.get(), **s.when),
        "merger.accepted",
        "merger-accepted proposal-changed",
    ),
    "refuse a merger": Act(
        "delegate",
        lambda s: merging.refuse_merger(merger=Merger.objects.get(), **s.when),
        "merger.refused",
        "merger-refused",
    ),
    "set a proposal aside": Act(
        "coordinator",
        lambda s: moderation.set_aside(proposal=mine(), argument=None, reason=WORDS, **s.when),
        "moderation.set_aside",
        "set-aside",
    ),
    "appeal": Act(
        "delegate",
        lambda s: moderation.appeal(moderation=s.made, words=WORDS, **s.when),
        "moderation.appealed",
        "appealed",
        make=put_aside,
    ),
    "lift what was set aside": Act(
        "coordinator",
        lambda s: moderation.decide_moderation(moderation=s.made, outcome="restored", reason=WORDS, **s.when),
        "moderation.restored",
        "appeal-decided",
        make=put_aside,
    ),
    "pass": Act(
        "delegate",
        lambda s: rounds.pass_by(standing_round=Round.objects.get(), member=s.lake, **s.when),
        "round.passed",
        again="round.passed",
    ),
}
