"""Members judge a country beside its rating: proposed, supported or disputed, published with the dissent."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from tests.entry import signed_in
from tests.people import give_mandate, make_member, make_person

from tamyr.accounts.models import Person
from tamyr.evidence import rules
from tamyr.evidence import services as acts
from tamyr.evidence.models import AssessmentVersion, Judgement, Stage, Stance
from tamyr.evidence.queries import judgements
from tamyr.evidence.queries.subjects import Subject
from tamyr.evidence.tests.judging import PAGE, REASON, delegate, filled, speak
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.network.services.example import remove_example_network
from tamyr.procedures.rules import may_speak_on
from tamyr.procedures.services import NotNow
from tamyr.safety.models import ExposureLevel
from tamyr.safety.queries import chain_faults

pytestmark = pytest.mark.django_db


# --- the whole way ----------------------------------------------------------------------------


def test_it_is_proposed_disputed_and_published_beside_the_rating(
    aygul: Person, bela: Person, cyra: Person, green_lake: Member, mountain_voice: Member, client: Client
) -> None:
    assert signed_in(aygul).post(f"{PAGE}propose/", filled(green_lake)).status_code == 302
    judgement = Judgement.objects.get()
    voice = {"member": str(mountain_voice.pk), "stance": "dissent", "reason": REASON}
    assert signed_in(bela).post(f"{PAGE}{judgement.pk}/voice/", voice).status_code == 302
    Judgement.objects.update(
        proposed_at=timezone.now() - timedelta(days=20), closes_at=timezone.now() - timedelta(seconds=1)
    )
    assert signed_in(cyra).post(f"{PAGE}{judgement.pk}/publish/").status_code == 302
    page = signed_in(bela).get(PAGE).content.decode()
    assert "Neutrality: in law or with a plan" in page and REASON in page and "Example Mountain Voice" in page
    assert "Better than before." in client.get(PAGE).content.decode()
    assert not list(chain_faults())


def test_the_rating_stays_what_it_was(closed: Judgement, cyra: Person, client: Client) -> None:
    before = client.get("/en/countries/kaz/assessment.json").content
    acts.publish_judgement(judgement=closed, actor=cyra.pk, at=timezone.now())
    assert client.get("/en/countries/kaz/assessment.json").content == before


def test_a_judgement_by_the_first_rule_stays_readable(
    closed: Judgement, cyra: Person, client: Client
) -> None:
    acts.publish_judgement(judgement=closed, actor=cyra.pk, at=timezone.now())
    Judgement.objects.filter(pk=closed.pk).update(axis_step="", step=2)
    shown = client.get(PAGE).content.decode()
    assert "Step 2 of 5" in shown and "Better than before." in shown


def test_a_judgement_speaks_by_one_rule_only(closed: Judgement) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.objects.filter(pk=closed.pk).update(step=2)


def test_a_step_that_no_axis_has_is_refused(aygul: Person, green_lake: Member) -> None:
    answer = signed_in(aygul).post(f"{PAGE}propose/", filled(green_lake, axis_step="neutrality:beyond"))
    assert answer.status_code == 422 and not Judgement.objects.exists()


# --- who sees whose name ----------------------------------------------------------------------


def test_a_stranger_reads_only_what_public_members_said(
    closed: Judgement,
    bela: Person,
    hanna: Person,
    cyra: Person,
    mountain_voice: Member,
    quiet_garden: Member,
    client: Client,
) -> None:
    speak(closed, mountain_voice, bela, Stance.DISSENT, REASON)
    speak(closed, quiet_garden, hanna, Stance.DISSENT, "A quiet dissent of our own.")
    acts.publish_judgement(judgement=closed, actor=cyra.pk, at=timezone.now())
    strangers = client.get(PAGE).content.decode()
    assert "Example Green Lake" in strangers
    assert "Mountain Voice" not in strangers and "Quiet Garden" not in strangers
    assert (
        REASON not in strangers
        and "quiet dissent" not in strangers
        and "organisations spoke" not in strangers
    )
    members = signed_in(bela).get(PAGE).content.decode()
    assert "Example Mountain Voice" in members and "Quiet Garden" not in members
    assert "quiet dissent" in members and "A member organisation" in members
    assert "Example Quiet Garden" in signed_in(hanna).get(PAGE).content.decode()


def test_how_many_spoke_is_said_to_the_nearest_five_and_never_below_ten(
    closed: Judgement, aygul: Person, client: Client, cyra: Person
) -> None:
    for n in range(12):
        member = make_member(f"Example {n}", f"Пример {n}", "KAZ", exposure=ExposureLevel.SEALED)
        give_mandate(aygul, member)
        speak(closed, member, aygul, Stance.SUPPORT)
    acts.publish_judgement(judgement=closed, actor=cyra.pk, at=timezone.now())
    assert "About 10 organisations spoke." in client.get(PAGE).content.decode()


def test_an_open_judgement_is_for_members_alone(running: Judgement, client: Client, bela: Person) -> None:
    assert "Better than before." not in client.get(PAGE).content.decode()
    assert "Better than before." in signed_in(bela).get(PAGE).content.decode()
    guest = make_person("gita", "Gita Example")
    assert "Better than before." not in signed_in(guest).get(PAGE).content.decode()


# --- what is refused --------------------------------------------------------------------------


def test_the_same_form_sent_twice_is_one_proposal(aygul: Person, green_lake: Member) -> None:
    form = filled(green_lake)
    for _ in range(2):
        assert signed_in(aygul).post(f"{PAGE}propose/", form).status_code == 302
    assert Judgement.objects.count() == 1


def test_a_second_proposal_for_a_country_waits_and_keeps_what_was_typed(
    running: Judgement, bela: Person, mountain_voice: Member
) -> None:
    answer = signed_in(bela).post(f"{PAGE}propose/", filled(mountain_voice, text_en="Another view."))
    assert answer.status_code == 409 and "Another view." in answer.content.decode()
    assert Judgement.objects.count() == 1


def test_nobody_publishes_early_or_twice(running: Judgement, cyra: Person) -> None:
    with pytest.raises(NotNow):
        acts.publish_judgement(judgement=running, actor=cyra.pk, at=timezone.now())
    later = running.closes_at + timedelta(seconds=1)
    acts.publish_judgement(judgement=running, actor=cyra.pk, at=later)
    with pytest.raises(NotNow):
        acts.publish_judgement(judgement=running, actor=cyra.pk, at=later)


def test_whose_role_ended_meanwhile_publishes_nothing(closed: Judgement, cyra: Person) -> None:
    cyra.roles.update(until_on=timezone.now().date())
    with pytest.raises(MayNot):
        acts.publish_judgement(judgement=closed, actor=cyra.pk, at=timezone.now())


def test_only_its_own_organisation_withdraws_it(running: Judgement, aygul: Person, bela: Person) -> None:
    assert signed_in(bela).post(f"{PAGE}{running.pk}/withdraw/").status_code == 403
    assert signed_in(aygul).post(f"{PAGE}{running.pk}/withdraw/").status_code == 302
    assert Judgement.objects.get().stage == Stage.WITHDRAWN


def test_a_judgement_of_another_country_is_not_here(running: Judgement, aygul: Person) -> None:
    address = f"/en/countries/geo/judgement/{running.pk}/withdraw/"
    assert signed_in(aygul).post(address).status_code == 404


def test_it_stands_on_the_assessments_page_and_a_member_who_hides_is_gone_from_it_at_once(
    closed: Judgement, cyra: Person, green_lake: Member, client: Client
) -> None:
    address = "/en/countries/kaz/assessment/"
    assert "none is published yet" in client.get(address).content.decode()
    acts.publish_judgement(judgement=closed, actor=cyra.pk, at=timezone.now())
    page = client.get(address).content.decode()
    assert "What the network makes of it" in page and "Example Green Lake" in page
    Member.objects.filter(pk=green_lake.pk).update(exposure=ExposureLevel.SEALED, site="")
    page = client.get(address).content.decode()
    assert "What the network makes of it" in page and "Example Green Lake" not in page


# --- rights, read aloud: person × state -------------------------------------------------------

DAY = timedelta(days=1)
STATES = {
    "open": (Stage.OPEN, DAY),
    "closed": (Stage.OPEN, -DAY),
    "published": (Stage.PUBLISHED, -DAY),
    "withdrawn": (Stage.WITHDRAWN, -DAY),
}
INSIDERS = ("proposer", "member", "observer", "coordinator")


def finds(visitor: Visitor, judgement: Judgement) -> bool:
    """Whether the visitor finds it where every page looks: reading has a query and no rule of its own."""
    return judgements.judgements_visible_to(visitor).filter(pk=judgement.pk).exists()


MAY = {
    "speak": (may_speak_on, {("proposer", "open"), ("member", "open")}),
    "withdraw": (rules.may_withdraw_judgement, {("proposer", "open"), ("proposer", "closed")}),
    "publish": (rules.may_publish_judgement, {("coordinator", "closed")}),
    "read": (
        finds,
        {
            *((who, state) for who in INSIDERS for state in ("open", "closed", "published")),
            *((who, "published") for who in ("guest", "visitor")),
        },
    ),
}


@pytest.mark.parametrize("act", MAY)
def test_who_may_do_what_and_when(
    act: str, running: Judgement, aygul: Person, bela: Person, cyra: Person
) -> None:
    now = timezone.now()
    watcher = make_member("Example Watcher", "Пример Наблюдатель", "MDA", status="observer")
    people = {
        "proposer": aygul,
        "member": bela,
        "observer": delegate("olga", watcher),
        "coordinator": cyra,
        "guest": make_person("gita", "Gita Example"),
        "visitor": None,
    }
    rule, expected = MAY[act]
    found = set()
    for state, (stage, left) in STATES.items():
        running.stage, running.closes_at = stage, now + left
        running.proposed_at = running.closes_at - DAY
        running.save()
        found |= {(who, state) for who, person in people.items() if rule(visitor_on(person, now), running)}
    assert found == expected


# --- the example ------------------------------------------------------------------------------


def test_the_example_network_brings_one_judgement_with_dissent_and_takes_it_away(
    example_of_today: None,
) -> None:
    visitor = Visitor(at=timezone.now())
    shown = judgements.published_judgement(Subject("KAZ"), visitor, "ru")
    assert shown and "Вымышленное" in shown.text and shown.judgement.voices.filter(stance="dissent").exists()
    remove_example_network(at=timezone.now())
    assert not Judgement.objects.exists()


def test_an_older_version_is_named_as_such(closed: Judgement, cyra: Person, client: Client) -> None:
    acts.publish_judgement(judgement=closed, actor=cyra.pk, at=timezone.now())
    AssessmentVersion.objects.filter(pk=closed.assessment_id).update(is_current=False)
    assert "has changed since" in client.get(PAGE).content.decode()
