"""Who is concerned by an option does not vote on it, by a rule that was stated before anybody voted."""

import json
import re
from collections.abc import Callable

import pytest
from bin import recount as script
from django.db import IntegrityError, transaction
from django.test import Client
from tests.entry import signed_in
from tests.people import give_mandate, make_member, make_person, seal

from tamyr.accounts.models import Person
from tamyr.decisions.logic.file.canonical import canonical, sha256_of
from tamyr.decisions.logic.file.reading import from_file
from tamyr.decisions.logic.file.recount import recount
from tamyr.decisions.logic.refusals import Refusal
from tamyr.decisions.models import Decision, Option, Seat, SeatState
from tamyr.decisions.tests.decision import drafted, finished, form_of, opened, place_of, vote
from tamyr.decisions.tests.test_decide import filled
from tamyr.network.models import Member
from tamyr.network.rules import MayNot

NEW = "/en/decisions/new/equal-shares/"
STATED = {"recusal": "concerned", "option_members": "Example Green Lake\n-\nПример Голос гор"}


@pytest.fixture
def grants(cyra: Person, green_lake: Member, mountain_voice: Member) -> Decision:
    """Two of three, the first for Green Lake, the third for Mountain Voice."""
    return opened(cyra, recusal="concerned", concerned=(green_lake, None, mountain_voice))


def test_the_ballot_leaves_out_what_concerns_its_member_and_file_page_and_script_say_so(
    grants: Decision,
    aygul: Person,
    bela: Person,
    cyra: Person,
    green_lake: Member,
    mountain_voice: Member,
) -> None:
    place = place_of(grants)
    delegate = signed_in(aygul)
    page = delegate.get(place).content.decode()
    assert "a member that an option concerns: it does not vote on that option" in page
    assert 'value="p2"' in page and 'name="approved" value="p1"' not in page
    assert "it does not vote on what concerns it: Rivers." in page
    with pytest.raises(MayNot):
        vote(grants, green_lake, aygul, ["p1", "p2"])
    assert delegate.post(f"{place}cast/", form_of(green_lake)).status_code == 422
    vote(grants, green_lake, aygul, ["p2", "p3"])
    vote(grants, mountain_voice, bela, ["p1"])
    done = finished(grants)
    body = json.loads(done.file.inside)["body"]
    labels = {seat.member: seat.label for seat in done.seats.select_related("member")}
    assert body["decision"]["recusal"] == "concerned"
    assert [option.get("concerns") for option in body["options"]] == [
        labels[green_lake],
        None,
        labels[mountain_voice],
    ]
    assert not recount(done.file.inside).differs and script.check(done.file.inside).startswith("CONFIRMED")
    shown = signed_in(cyra).get(place).content.decode()
    assert "the member that an option concerns did not vote on it: Rivers; Buses." in shown
    body["electorate"] = [row | {"recused_from": []} for row in body["electorate"]]
    forged = canonical({"body": body, "sha256": sha256_of(body)})
    with pytest.raises(Refusal, match="concerned-votes"):
        from_file(forged)
    with pytest.raises(script.Wrong, match="concerns somebody who may vote on it"):
        script.check(forged)


def test_it_is_fixed_at_the_opening_and_no_word_of_ones_own_lifts_it(
    grants: Decision, green_lake: Member, bela: Person, mountain_voice: Member
) -> None:
    changes: tuple[Callable[[], object], ...] = (
        lambda: Decision.objects.filter(pk=grants.pk).update(recusal=""),
        lambda: Option.objects.filter(decision=grants).update(concerns=None),
        lambda: Seat.objects.filter(decision=grants, member=green_lake).update(barred_by_rule=""),
    )
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    answer = signed_in(bela).post(
        f"{place_of(grants)}recuse/",
        {"member": str(mountain_voice.pk), "reason": "We work on rivers ourselves.", "options": ["p1"]},
    )
    assert answer.status_code == 302
    assert grants.seats.get(member=mountain_voice).barred == {"p1", "p3"}


@pytest.mark.whole
def test_what_was_ticked_comes_back_where_it_is_too_late(
    grants: Decision, bela: Person, mountain_voice: Member
) -> None:
    shown = signed_in(bela).get(place_of(grants)).content.decode()
    finished(grants)
    said = {
        "listed": re.findall(r'name="listed" value="([^"]+)"', shown),
        "member": str(mountain_voice.pk),
        "reason": "We work on rivers ourselves.",
        "options": ["p1", "p2"],
    }
    late = signed_in(bela).post(f"{place_of(grants)}recuse/", said)
    page = late.content.decode()
    assert (
        late.status_code == 409 and str(said["reason"]) in page and "In which options: Rivers, Coal" in page
    )


def test_whom_all_options_concern_takes_no_part_at_all(
    cyra: Person, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    decision = opened(cyra, recusal="concerned", concerned=(green_lake,) * 3)
    assert decision.seats.get(member=green_lake).state == SeatState.RECUSED
    with pytest.raises(MayNot):
        vote(decision, green_lake, aygul, ["p1"])
    vote(decision, mountain_voice, bela, ["p1"])
    assert not recount(finished(decision).file.inside).differs


def test_a_line_without_a_name_does_not_say_what_it_stays_out_of(
    cyra: Person, green_lake: Member, mountain_voice: Member, aygul: Person, bela: Person
) -> None:
    hidden = make_member("Example Hidden Steppe", "Пример Скрытая степь", "KAZ")
    saule = make_person("saule", "Saule Example")
    give_mandate(saule, hidden)
    decision = opened(cyra, recusal="concerned", concerned=(hidden, None, mountain_voice))
    with pytest.raises(MayNot):
        vote(decision, hidden, saule, ["p1"])
    vote(decision, hidden, saule, ["p2"])
    seal(hidden)
    done = finished(decision)
    body = json.loads(done.file.inside)["body"]
    label = done.seats.get(member=hidden).label
    assert "concerns" not in body["options"][0] and "concerns" in body["options"][2]
    assert [row["recused_from"] for row in body["electorate"] if row["voter"] == label] == [[]]
    assert not recount(done.file.inside).differs
    for client, is_inside in ((signed_in(aygul), True), (signed_in(cyra), True), (Client(), False)):
        read = client.get(place_of(done)).content.decode()
        assert "Hidden Steppe" not in read
        assert ("an organisation that is not named here" in read) is is_inside


def test_the_form_takes_members_by_name_and_says_which_line_it_does_not_understand(
    cyra: Person, green_lake: Member, mountain_voice: Member, hanna: Person, quiet_garden: Member
) -> None:
    keeper, quiet = signed_in(cyra), seal(quiet_garden)
    names = f"Example Atlantis\n{quiet.profile['names']['en']}\nПример Голос гор"
    refused = keeper.post(NEW, filled(**STATED | {"option_members": names}))
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Line 1: no member that all may know is called" in page
    assert "Line 2: no member that all may know is called" in page, "as if it were not there"
    assert keeper.post(NEW, filled(**STATED)).status_code == 302
    made = Decision.objects.get()
    assert [option.concerns for option in made.options.all()] == [green_lake, None, mountain_voice]
    assert "Example Green Lake\n–\n" in keeper.get(f"{place_of(made)}change/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"option_members": "Example Green Lake"}, "Lines: 1, options: 3."),
        pytest.param(
            {"option_members": "-\n-\n-"}, "Name the member of one option at least.", marks=pytest.mark.whole
        ),
        pytest.param(
            {"recusal": ""}, "Say that these take no part, or leave the names out.", marks=pytest.mark.whole
        ),
    ],
    ids=["too few lines", "nobody", "without the rule"],
)
def test_names_that_do_not_fit_the_options_are_refused_with_words(
    wrong: dict[str, str], words: str, cyra: Person, green_lake: Member, mountain_voice: Member
) -> None:
    assert words in signed_in(cyra).post(NEW, filled(**STATED | wrong)).content.decode()


def test_a_rule_that_knows_no_single_options_does_not_ask(cyra: Person) -> None:
    for rule in ("schulze", "approval"):
        answer = signed_in(cyra).get(f"/en/decisions/new/{rule}/")
        assert answer.status_code == 200 and 'name="recusal"' not in answer.content.decode(), rule
    assert not drafted(cyra).recusal
