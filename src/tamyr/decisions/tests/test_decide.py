"""From a draft to a result that anybody recounts; whoever may not, and whatever comes too late, is refused."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone
from tests.entry import agree, sign_in, signed_in
from tests.people import with_role

from tamyr.accounts.models import Person
from tamyr.decisions.forms.preparing import DraftForm
from tamyr.decisions.logic.file.recount import recount
from tamyr.decisions.models import Decision, Option, Seat, Stage
from tamyr.decisions.queries.drafts import draft_sha
from tamyr.decisions.services.preparing import NobodyEntitled, TooShort, announce_decision, open_decision
from tamyr.decisions.tests.decision import CLOSE, NOON, at, drafted, finished, place_of, vote
from tamyr.network.models import Member, Role
from tamyr.network.rules import MayNot
from tamyr.safety.models import AuditLine, Proposal
from tamyr.safety.queries import chain_faults
from tamyr.safety.services.faults import PartlyDone
from tamyr.safety.services.proposals import approve

SECOND = timedelta(seconds=1)


def filled(**changed: str) -> dict[str, str]:
    return {
        "question_en": "Which priorities?",
        "question_ru": "Какие приоритеты?",
        "authoritative": "ru",
        "options_en": "Rivers\nCoal\nBuses",
        "options_ru": "Реки\nУголь\nАвтобусы",
        "seats": "2",
        "endowment": "member",
        "quorum": "1/2",
        "scope": "all",
        "closes_on": (timezone.now() + timedelta(days=10)).date().isoformat(),
        "outside": "ballots",
        "form_key": str(uuid4()),
        **changed,
    }


def test_the_way_from_a_draft_to_a_recounted_result(
    cyra: Person, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member, client: Client
) -> None:
    keeper = signed_in(cyra)
    made = keeper.post("/en/decisions/new/equal-shares/", filled())
    place = made["Location"]
    delegate = signed_in(aygul)
    assert delegate.get(place).status_code == 404, "a draft is its keepers' alone"
    keeper.post(f"{place}announce/")
    assert "Announced" in delegate.get(place).content.decode()
    assert "It is open" in keeper.post(f"{place}open/", follow=True).content.decode()
    assert place in delegate.get("/en/desk/").content.decode()
    form = {"member": str(green_lake.pk), "replaces": "0", "approved": ["p1", "p2"]}
    shown = delegate.post(f"{place}cast/", {**form, "form_key": str(uuid4())}, follow=True)
    page = shown.content.decode()
    assert "Receipt" in page and "Rivers" in page
    assert place not in delegate.get("/en/desk/").content.decode()
    decision = Decision.objects.get()
    vote(decision, mountain_voice, bela, ["p3"], moment=timezone.now())
    done = finished(decision, decision.closes_at)
    assert done.stage == Stage.ADOPTED
    assert client.get(place).status_code == 200
    file = client.get(f"{place}file.json").content.decode()
    assert recount(file, expected=done.file.outside_sha256).outcome == "adopted"
    own = delegate.get(f"{place}members.json").content.decode()
    assert recount(own, expected=done.file.inside_sha256).chosen == recount(own).chosen
    assert client.get(f"{place}members.json").status_code == 404
    assert any(done.file.inside_sha256 in line.body for line in AuditLine.objects.all())
    assert list(chain_faults()) == []


def test_only_a_coordinator_prepares_and_opens(aygul: Person, emin: Person, cyra: Person) -> None:
    for person in (aygul, emin):
        assert signed_in(person).get("/en/decisions/new/").status_code == 403
        with pytest.raises(MayNot):
            drafted(person)
    made = drafted(cyra)
    assert signed_in(aygul).post(f"/en/decisions/{made.number}/announce/").status_code == 403


def test_what_does_not_fit_is_said_and_kept(cyra: Person) -> None:
    keeper = signed_in(cyra)
    wrong = {
        "options_ru": "Реки\nУголь",
        "seats": "",
        "closes_on": timezone.now().date().isoformat(),
        "question_ru": "",
    }
    answer = keeper.post("/en/decisions/new/equal-shares/", filled(**wrong))
    page = answer.content.decode()
    assert answer.status_code == 422 and not Decision.objects.exists()
    for words in (
        "Options in English: 3, in Russian: 2",
        "one of the two",
        "too soon",
        "Rivers\nCoal\nBuses",
    ):
        assert words in page
    page = keeper.post("/en/decisions/new/equal-shares/", filled(costs="6\n4\n2")).content.decode()
    assert "Say how much money there is, or leave the costs out." in page


@pytest.mark.parametrize(
    "unfit",
    ["-5", pytest.param("²", marks=pytest.mark.whole), pytest.param("9" * 25, marks=pytest.mark.whole)],
)
def test_a_cost_is_a_whole_number(cyra: Person, unfit: str) -> None:
    costs = {"seats": "", "budget": "12", "costs": f"6\n4\n{unfit}"}
    page = signed_in(cyra).post("/en/decisions/new/equal-shares/", filled(**costs)).content.decode()
    assert "whole numbers above 0" in page


def test_the_same_draft_sent_twice_is_one(cyra: Person) -> None:
    form = filled()
    keeper = signed_in(cyra)
    first, second = (keeper.post("/en/decisions/new/equal-shares/", form)["Location"] for _time in range(2))
    assert first == second and Decision.objects.count() == 1


def test_a_draft_is_changed_and_an_announced_decision_is_not(cyra: Person, aygul: Person) -> None:
    made = drafted(cyra)
    keeper, place = signed_in(cyra), f"/en/decisions/{made.number}/"
    assert "Rivers" in keeper.get(f"{place}change/").content.decode()
    there = keeper.get(f"{place.replace('/en/', '/ru/')}change/").content.decode()
    assert 'value="2040-01-16"' in there, "a browser shows a day in this form alone, in any language"
    opened = draft_sha(made)
    keeper.post(f"{place}change/", filled(question_en="Which topics?", base_sha=opened))
    assert Decision.objects.get().question_en == "Which topics?"
    # A second coordinator had it open as well: nothing of the first is lost, and the same twice is no other draft.
    assert (
        keeper.post(f"{place}change/", filled(question_en="Which topics?", base_sha=opened)).status_code
        == 302
    )
    late = keeper.post(f"{place}change/", filled(question_en="Which aims?", base_sha=opened))
    told = late.content.decode()
    assert late.status_code == 409 and "Which topics?" in told and "Which aims?" in told
    assert Decision.objects.get().question_en == "Which topics?" and draft_sha(made) in told
    keeper.post(f"{place}announce/")
    late = keeper.post(f"{place}change/", filled(question_en="Which ones?"))
    assert late.status_code == 409 and Decision.objects.get().question_en == "Which topics?"
    assert keeper.get(f"{place}change/").status_code == 404
    assert "withdrawn" in keeper.post(f"{place}withdraw/", follow=True).content.decode()
    assert keeper.post(f"{place}open/").status_code == 409


@pytest.mark.whole
def test_of_two_who_change_a_draft_the_second_reads_what_differs(cyra: Person) -> None:
    made, keeper = drafted(cyra), signed_in(cyra)
    address, opened = f"{place_of(made)}change/", draft_sha(made)
    first = filled(question_en="Which priorities?", outside="nothing", quorum="", seats="1")
    assert keeper.post(address, {**first, "base_sha": opened}).status_code == 302
    slip = keeper.post(address, filled(question_en="", base_sha=opened))
    assert slip.status_code == 422 and f'value="{opened}"' in slip.content.decode()
    late = unescape(keeper.post(address, filled(words_en="More words.", base_sha=opened)).content.decode())
    told = late.split("How it stands now:")[1].split("</p>")[1]
    labels = DraftForm.base_fields
    for name, words in (("outside", "nothing"), ("quorum", "none"), ("words_en", "–")):
        assert f"{labels[name].label}" in told and words in told
    assert "Which priorities?" not in told and "Buses" not in told, "what is the same is not read again"
    sent = filled(words_en="More words.", base_sha=draft_sha(made))
    assert draft_sha(made) in late and keeper.post(address, sent).status_code == 302


def test_a_decision_opens_with_a_full_day_left_and_with_voters(
    cyra: Person, aygul: Person, green_lake: Member
) -> None:
    made = drafted(cyra)
    announce_decision(decision=made, actor=cyra.pk, at=NOON)
    with pytest.raises(TooShort):
        open_decision(decision=made, actor=cyra.pk, clock=at(CLOSE - timedelta(hours=23)))
    Member.objects.update(status="observer")
    with pytest.raises(NobodyEntitled):
        open_decision(decision=made, actor=cyra.pk, clock=at(NOON))


CHANGES: dict[str, Callable[[Decision], object]] = {
    "question": lambda decision: Decision.objects.filter(pk=decision.pk).update(question_ru="Что?"),
    "close": lambda decision: Decision.objects.filter(pk=decision.pk).update(closes_at=CLOSE + SECOND),
    "option": lambda decision: decision.options.filter(code="p1").update(title_en="Seas"),
    "new voter": lambda decision: Seat.objects.create(
        decision=decision, member=Member.objects.get(country="BLR"), label="x", salt="0"
    ),
}
MORE_CHANGES: dict[str, Callable[[Decision], object]] = {
    "rule": lambda decision: Decision.objects.filter(pk=decision.pk).update(rule="{}"),
    "back to a draft": lambda decision: Decision.objects.filter(pk=decision.pk).update(
        opened_at=None, stage=Stage.DRAFT
    ),
    "new option": lambda decision: Option.objects.create(
        decision=decision, code="p9", place=9, title_en="a", title_ru="b"
    ),
    "label": lambda decision: decision.seats.update(label="0" * 26),
}


@pytest.mark.parametrize(
    "change", [*CHANGES, *(pytest.param(name, marks=pytest.mark.whole) for name in MORE_CHANGES)]
)
def test_the_database_refuses_to_change_what_is_open(
    change: str, priorities: Decision, quiet_garden: Member
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        (CHANGES | MORE_CHANGES)[change](priorities)


def test_a_member_of_the_frozen_electorate_cannot_be_deleted(
    priorities: Decision, green_lake: Member
) -> None:
    with pytest.raises(ProtectedError):
        green_lake.delete()


def test_who_joins_later_has_no_voice_here(priorities: Decision, hanna: Person, quiet_garden: Member) -> None:
    with pytest.raises(MayNot):
        vote(priorities, quiet_garden, hanna, ["p1"])


def test_nothing_is_counted_from_a_changed_electorate(
    priorities: Decision, cyra: Person, aygul: Person, green_lake: Member
) -> None:
    vote(priorities, green_lake, aygul, ["p1"])
    priorities.seats.exclude(member=green_lake).delete()
    for tries, minutes in enumerate((0, 1, 5), start=1):
        moment = CLOSE + timedelta(minutes=minutes)
        with pytest.raises(PartlyDone, match="Tampered"):
            finished(priorities, moment)
        assert finished(priorities, moment).uncounted.tries == tries, "each wait is longer than the last"
    assert Decision.objects.get().stage == Stage.CLOSED
    assert "does not stand as it did" in signed_in(cyra).get("/en/desk/").content.decode()
    delegate = signed_in(aygul)
    assert "does not stand as it did" not in delegate.get("/en/desk/").content.decode()
    assert "could not be counted so far" in delegate.get(place_of(priorities)).content.decode()


def test_two_coordinators_annul_and_the_file_is_kept(
    decided_priorities: Decision, cyra: Person, aygul: Person
) -> None:
    second = with_role("chingiz", "Chingiz Example", Role.COORDINATOR)
    place = place_of(decided_priorities)
    delegate = signed_in(aygul)
    assert delegate.post(f"{place}annul/", {"why": "The list was wrong."}).status_code == 403
    keeper = sign_in(Client(), cyra)
    keeper.post(f"{place}annul/", {"why": "The list was wrong."})
    proposal = Proposal.objects.get()
    assert agree(keeper, proposal.pk).status_code == 403
    assert Decision.objects.get().stage == Stage.ADOPTED
    approve(proposal=proposal, by=second.pk, at=timezone.now())
    page = delegate.get(place).content.decode()
    assert "Annulled" in page and "The list was wrong." in page
    assert delegate.get(f"{place}members.json").status_code == 200
    told = Client().get(place).content.decode()
    assert "it does not hold" in told and "The list was wrong." not in told
