"""Organisations support and argue, authors answer; what was said of a former text is marked so. None of it is a vote."""

from typing import Any

import pytest
from tests.entry import signed_in
from tests.news import news_of
from tests.people import make_person

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.network.queries import visitor_on
from tamyr.network.queries.desk.calls import calls_for
from tamyr.network.queries.desk.record import record_of
from tamyr.network.rules import MayNot
from tamyr.priorities.models import Argument, Proposal, Round, Support
from tamyr.priorities.queries.texts import draft_sha
from tamyr.priorities.services.discussion import answer, support, take_support_back
from tamyr.priorities.services.locking import TextMoved
from tamyr.priorities.services.proposals import Draft, Words, change_proposal
from tamyr.priorities.services.rounds import pass_by
from tamyr.priorities.tests.writing import COLLECT, LATER, NOON, OVER, argued, at, key, page_of, proposed
from tamyr.procedures.queries import own_sha
from tamyr.procedures.services import NotNow

OTHER = Draft({"ru": Words("Другое название", "Другой текст.")}, "just-transition", "")


def liked(proposal: Proposal, member: Member, person: Person, when: Any = NOON) -> Support:
    return support(
        proposal=proposal, member=member, read=proposal.text_sha256, actor=person.pk, clock=at(when)
    )


def calls(person: Person, when: Any) -> list[str]:
    return [call.sentence for call in calls_for(visitor_on(person, when))]


# --- by the page --------------------------------------------------------------------------------


def test_from_support_to_an_answered_argument(
    mine: Proposal, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    page = f"/en/priorities/{mine.round.number}/proposals/1/"
    own, author = signed_in(bela), signed_in(aygul)
    voice = {"member": str(mountain_voice.pk), "read": mine.text_sha256}
    liked_page = own.post(f"{page}support/", voice, follow=True).content.decode()
    assert "This is no vote" in liked_page and "1 organisation supports it." in liked_page
    words = {"kind": "against", "words": "Who pays for it?", "language": "en", "form_key": key()}
    own.post(f"{page}arguments/", {**voice, **words})
    assert "1 argument has no answer of yours yet." in page_of(author, "/en/desk/")
    reply = {"words": "Из фонда развития.", "language": "ru"}
    author.post(f"{page}arguments/{Argument.objects.get().pk}/", reply)
    told = page_of(own, page)
    assert "Who pays for it?" in told and "Из фонда развития." in told
    assert "has no answer" not in page_of(author, "/en/desk/"), "a call ends by its act"
    late = author.post(f"{page}arguments/{Argument.objects.get().pk}/", {**reply, "words": "Из налога."})
    told = late.content.decode()
    assert late.status_code == 409 and "Из фонда развития." in told and "Из налога." in told
    assert Argument.objects.get().answer == "Из фонда развития."


def test_after_the_close_nothing_is_recorded_and_the_words_come_back(
    mine: Proposal, bela: Person, mountain_voice: Member
) -> None:
    years = {"opened_at": 2020, "collects_until": 2021, "closes_at": 2022}
    Round.objects.update(**{name: NOON.replace(year=year) for name, year in years.items()})
    voice = {"member": str(mountain_voice.pk), "read": mine.text_sha256, "kind": "for", "language": "en"}
    page = f"/en/priorities/{mine.round.number}/proposals/1/arguments/"
    refused = signed_in(bela).post(page, {**voice, "words": "We wrote it for an hour.", "form_key": key()})
    assert refused.status_code == 409 and "We wrote it for an hour." in refused.content.decode()
    assert not Argument.objects.exists()
    with pytest.raises(NotNow):
        liked(mine, mountain_voice, bela, OVER)


@pytest.mark.parametrize(
    "typed",
    [
        {"kind": "praise"},
        pytest.param({"form_key": "x"}, marks=pytest.mark.whole),
        pytest.param({"words": ""}, marks=pytest.mark.whole),
        pytest.param({"words": "a" * 3001}, marks=pytest.mark.whole),
        pytest.param({"language": "fr"}, marks=pytest.mark.whole),
    ],
)
def test_a_forged_argument_is_refused(
    mine: Proposal, bela: Person, mountain_voice: Member, typed: dict[str, str]
) -> None:
    sound = {"kind": "for", "words": "Good.", "language": "en", "form_key": str(key())}
    voice = {"member": str(mountain_voice.pk), "read": mine.text_sha256}
    page = f"/en/priorities/{mine.round.number}/proposals/1/arguments/"
    assert signed_in(bela).post(page, {**voice, **sound, **typed}).status_code == 422
    assert not Argument.objects.exists()


# --- bound to the text ----------------------------------------------------------------------------


def test_what_was_said_of_a_former_text_is_marked_and_those_who_said_it_are_told(
    mine: Proposal, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    liked(mine, mountain_voice, bela)
    argued(mine, mountain_voice, bela)
    change_proposal(proposal=mine, draft=OTHER, base_sha=draft_sha(mine), actor=aygul.pk, clock=at(NOON))
    client = signed_in(bela)
    page = page_of(client, f"/en/priorities/{mine.round.number}/proposals/1/")
    assert "1 of them said so of an earlier text." in page and "said of an earlier text" in page
    assert "Support this text too" in page
    assert any("no. 1" in title for title in news_of(bela, LATER))
    mine.refresh_from_db()
    liked(mine, mountain_voice, bela)
    page = page_of(client, f"/en/priorities/{mine.round.number}/proposals/1/")
    assert "1 of them said so of an earlier text." not in page


def test_support_for_a_text_that_changed_meanwhile_is_not_taken(
    mine: Proposal, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    read = mine.text_sha256
    change_proposal(proposal=mine, draft=OTHER, base_sha=draft_sha(mine), actor=aygul.pk, clock=at(NOON))
    voice = {"member": str(mountain_voice.pk), "read": read}
    page = f"/en/priorities/{mine.round.number}/proposals/1/support/"
    client = signed_in(bela)
    refused = client.post(page, voice)
    assert refused.status_code == 409 and "Другой текст." in refused.content.decode()
    words = {"kind": "for", "words": "Said in time.", "language": "en", "form_key": key()}
    refused = client.post(page.replace("support", "arguments"), {**voice, **words})
    assert refused.status_code == 409 and "Said in time." in refused.content.decode()
    assert read not in refused.content.decode(), "sent again, it is about the text that stands there now"
    with pytest.raises(TextMoved):
        support(proposal=mine, member=mountain_voice, read=read, actor=bela.pk, clock=at(NOON))


# --- who ------------------------------------------------------------------------------------------


def test_an_organisation_supports_once_and_may_take_it_back(
    mine: Proposal, bela: Person, mountain_voice: Member
) -> None:
    liked(mine, mountain_voice, bela)
    liked(mine, mountain_voice, bela)
    assert mine.supports.count() == 1
    take_support_back(proposal=mine, member=mountain_voice, actor=bela.pk, clock=at(NOON))
    assert "0 organisations support it." in page_of(
        signed_in(bela), f"/en/priorities/{mine.round.number}/proposals/1/"
    )


def test_authors_answer_and_do_not_support_themselves(
    mine: Proposal, aygul: Person, green_lake: Member
) -> None:
    for act in (liked, argued):
        with pytest.raises(MayNot, match="proposed this itself"):
            act(mine, green_lake, aygul)


@pytest.mark.whole
def test_of_two_who_answer_at_once_the_second_is_shown_the_answer_of_the_first(
    mine: Proposal, bela: Person, mountain_voice: Member, aygul: Person, dana: Person
) -> None:
    made = argued(mine, mountain_voice, bela)
    address = f"/en/priorities/{mine.round.number}/proposals/1/arguments/{made.pk}/"
    typed = {"words": "Our first answer.", "language": "en"}
    for _pressed in range(2):
        assert signed_in(aygul).post(address, typed).status_code == 302
    second, other = signed_in(dana), {**typed, "words": "Another answer."}
    refused = second.post(address, other)
    shown = refused.content.decode()
    assert refused.status_code == 409 and "Our first answer." in shown and "Another answer." in shown
    assert "Put both together and send it again." in shown
    mark = own_sha(Argument.objects.get(), ("answer", "answer_language"))
    assert mark in shown and second.post(address, {**other, "base_sha": mark}).status_code == 302
    # What language it is in is a choice of its own, and no less the first one's.
    mark = own_sha(Argument.objects.get(), ("answer", "answer_language"))
    assert signed_in(aygul).post(address, {**other, "language": "ru", "base_sha": mark}).status_code == 302
    late = second.post(address, {**other, "base_sha": mark})
    assert late.status_code == 409 and "Another answer.<br>Russian" in late.content.decode()


def test_nobody_answers_for_the_author(mine: Proposal, bela: Person, mountain_voice: Member) -> None:
    made = argued(mine, mountain_voice, bela)
    address = f"/en/priorities/{mine.round.number}/proposals/1/arguments/{made.pk}/"
    assert signed_in(bela).get(address).status_code == 403
    with pytest.raises(MayNot):
        answer(argument=made, words="Yes.", language="en", actor=bela.pk, clock=at(NOON))


def test_a_stranger_speaks_for_nobody(mine: Proposal, mountain_voice: Member) -> None:
    other = make_person("nobody", "Nobody Example")
    with pytest.raises(MayNot):
        liked(mine, mountain_voice, other)


# --- the desk -------------------------------------------------------------------------------------


def test_the_desk_asks_in_each_phase_until_the_organisation_spoke(
    collecting: Round,
    aygul: Person,
    bela: Person,
    green_lake: Member,
    mountain_voice: Member,
) -> None:
    theirs = proposed(collecting, mountain_voice, bela, COLLECT)
    assert any("Propose what the network" in line for line in calls(aygul, NOON))
    pass_by(standing_round=collecting, member=green_lake, actor=aygul.pk, clock=at(NOON))
    assert not any("Propose what" in line for line in calls(aygul, NOON))
    assert any("Read the proposals" in line for line in calls(aygul, LATER)), "another phase asks anew"
    liked(theirs, green_lake, aygul, LATER)
    assert not any("Read the proposals" in line for line in calls(aygul, LATER))


def test_coordinators_are_called_when_the_talk_is_over(collecting: Round, cyra: Person) -> None:
    assert calls(cyra, LATER) == []
    assert any("put the proposals to the vote" in line for line in calls(cyra, OVER))


def test_members_are_told_of_an_open_round_and_who_opened_it_is_not(
    collecting: Round, bela: Person, cyra: Person
) -> None:
    pass_by(
        standing_round=collecting,
        member=Member.objects.get(mandates__person=bela),
        actor=bela.pk,
        clock=at(NOON),
    )
    assert news_of(cyra, NOON) == []


def test_a_record_tells_of_support_and_arguments_once_the_round_is_over(
    mine: Proposal, theirs: Proposal, bela: Person, mountain_voice: Member
) -> None:
    liked(mine, mountain_voice, bela)
    argued(mine, mountain_voice, bela)

    def told(when: Any) -> set[str]:
        return {deed.words for deed in record_of(visitor_on(bela, when), mountain_voice)}

    assert told(LATER) == {f"Proposed no. {theirs.place}"}
    assert told(OVER) == {f"Proposed no. {theirs.place}", "Supported 1 proposal", "Made 1 argument"}
