"""A delegate assembles a submission from what the evidence, the members and our demands say; a second person agrees."""

import re
from decimal import Decimal
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.demands.services.making import withdraw_demand
from tamyr.demands.tests.asking import agreed
from tamyr.evidence.models import AssessmentVersion
from tamyr.ndc.models import Kind, Stage, Submission
from tamyr.ndc.queries.submissions import section_sha, sections_of, words_sha
from tamyr.ndc.services import making
from tamyr.ndc.services.locking import SourceGone
from tamyr.ndc.tests.scenes import TITLES, begun, quoting
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.network.services.example import remove_example_network
from tamyr.safety.models import ExposureLevel
from tamyr.safety.queries import chain_faults

pytestmark = pytest.mark.django_db
WORDS = {"words_en": "We ask for a year.", "words_ru": "Мы просим назвать год."}


def agreed_to(submission: Submission, second: Person) -> Submission:
    sha = words_sha(submission, sections_of(submission))
    return making.agree_to_submission(submission=submission, sha=sha, actor=second.pk, at=timezone.now())


def test_from_the_versions_to_a_paper(
    aygul: Person,
    bela: Person,
    cyra: Person,
    dana: Person,
    green_lake: Member,
    mountain_voice: Member,
    client: Client,
) -> None:
    demand = agreed(aygul, dana, green_lake, subject="cut", target=Decimal(25), target_year=2035)
    writer = signed_in(aygul)
    assert "Begin a submission" in writer.get("/en/ndc/kaz/").content.decode()
    form = {"member": green_lake.pk, "document": "ndc-3", "exposure": "public", "form_key": uuid4(), **TITLES}
    page = writer.post("/en/ndc/kaz/submissions/new/", form).headers["Location"]
    for source in ("versions:renewables", "criterion:methane", f"demand:{demand.number}", "words"):
        answer = writer.post(f"{page}add/", {"source": source, "form_key": uuid4()})
        assert answer.status_code == 302, source
    own = {"heading_en": "What we ask", "heading_ru": "О чём мы просим", **WORDS}
    assert writer.post(answer.headers["Location"], own).status_code == 302
    assert client.get(page).status_code == 404
    submission = Submission.objects.get()
    sha = words_sha(submission, sections_of(submission))
    second, signer = signed_in(cyra), signed_in(bela)
    assert sha in second.get(page).content.decode()
    assert second.post(f"{page}agree/", {"sha": sha}).status_code == 302
    signature = {"member": mountain_voice.pk, "named": "1"}
    assert signer.post(f"{page}sign/", signature).status_code == 302
    shown = client.get(page).content.decode()
    # As it was agreed, letter by letter: the hash stands below it.
    assert "NDC 3.0: Renewable sources grow from 7.2 to 20 % of electricity by 2035" in shown
    assert all(line in unescape(shown) for line in sections_of(submission)[0].quote_en.splitlines())
    assert "2.3.2: “42%”" in shown and "Not met, moved towards it." in shown
    assert "We ask for a year." in shown and "Example Mountain Voice" not in shown
    assert "Example Mountain Voice" in signer.get(page).content.decode()
    assert "has changed since" not in shown
    russian = client.get(page.replace("/en/", "/ru/")).content.decode()
    assert "Мы просим назвать год." in russian and "We ask for a year." not in russian
    assert client.get(f"{page}submission.pdf").content.startswith(b"%PDF")
    assert client.get(f"{page}submission.json").json()["sections"][3]["words"]["en"] == "We ask for a year."
    assert not list(chain_faults())


@pytest.mark.parametrize(
    ("part", "form", "name"),
    [
        ("section", {"heading_en": "Ours", "heading_ru": "Наше", **WORDS}, "words_en"),
        pytest.param("titles", TITLES, "title_en", marks=pytest.mark.whole),
    ],
    ids=["section", "titles"],
)
def test_the_second_who_writes_at_once_is_shown_what_the_first_wrote(
    part: str, form: dict[str, str], name: str, aygul: Person, green_lake: Member
) -> None:
    submission = begun(aygul, green_lake)
    section = quoting(submission, aygul, kind=Kind.WORDS)
    place = {"section": f"sections/{section.pk}", "titles": "titles"}[part]
    address, client = f"/en/ndc/submissions/{submission.number}/{place}/", signed_in(aygul)
    opened = mark_in(client.get(address))
    assert client.post(address, {**form, name: "The first.", "base_sha": opened}).status_code == 302
    late = {**form, name: "The second."}
    refused = client.post(address, {**late, "base_sha": opened})
    told = refused.content.decode()
    assert refused.status_code == 409 and "The first." in told and "The second." in told
    assert client.post(address, {**late, "base_sha": mark_in(refused)}).status_code == 302
    written = {"section": section, "titles": submission}[part]
    written.refresh_from_db()
    assert getattr(written, name) == "The second."


def mark_in(answer: Any) -> str:
    found = re.search(r'name="base_sha" value="(\w{64})"', answer.content.decode())
    assert found is not None
    return found[1]


def test_nobody_agrees_to_what_they_wrote(
    aygul: Person, dana: Person, cyra: Person, green_lake: Member
) -> None:
    submission = begun(aygul, green_lake)
    section = quoting(submission, dana, kind=Kind.VERSIONS, item="own")
    for writer in (aygul, dana):
        with pytest.raises(MayNot):
            agreed_to(submission, writer)
    assert agreed_to(submission, cyra).stage == Stage.AGREED
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.update(agreed_by=aygul)
    page = f"/en/ndc/submissions/{submission.number}/"
    typed = {"heading_en": "Other", **WORDS}
    answer = signed_in(aygul).post(f"{page}sections/{section.pk}/", typed)
    assert answer.status_code == 409 and "We ask for a year." in answer.content.decode()


def test_whoever_took_a_section_out_is_not_the_second(
    aygul: Person, dana: Person, cyra: Person, green_lake: Member
) -> None:
    submission = begun(aygul, green_lake)
    _stays, goes = (
        quoting(submission, aygul, kind=Kind.VERSIONS, item=item) for item in ("own", "renewables")
    )
    making.take_section_out(section=goes, actor=dana.pk, at=timezone.now())
    with pytest.raises(MayNot):
        agreed_to(submission, dana)
    assert agreed_to(submission, cyra).stage == Stage.AGREED


def test_whoever_agrees_agrees_to_what_they_read(aygul: Person, cyra: Person, green_lake: Member) -> None:
    submission = begun(aygul, green_lake)
    page = f"/en/ndc/submissions/{submission.number}/agree/"
    nothing, second = words_sha(submission, []), signed_in(cyra)
    assert second.post(page, {"sha": nothing}).status_code == 409
    quoting(submission, aygul, kind=Kind.VERSIONS, item="own")
    assert second.post(page, {"sha": nothing}).status_code == 409
    section = quoting(submission, aygul, kind=Kind.WORDS)
    making.write_section(
        section=section,
        headings={"en": "A year", "ru": ""},
        words={"en": "A year.", "ru": ""},
        base_sha=section_sha(section),
        actor=aygul.pk,
        at=timezone.now(),
    )
    answer = second.post(page, {"sha": words_sha(submission, sections_of(submission))})
    assert answer.status_code == 409 and "not whole in both languages" in answer.content.decode()


def test_a_changed_source_is_marked_and_what_was_quoted_stays(
    aygul: Person, dana: Person, cyra: Person, green_lake: Member, client: Client
) -> None:
    demand = agreed(aygul, dana, green_lake, subject="cut", target=Decimal(25), target_year=2035)
    submission = begun(aygul, green_lake)
    quoting(submission, aygul, kind=Kind.DEMAND, demand=demand)
    agreed_to(submission, cyra)
    withdraw_demand(demand=demand, why="Example.", actor=aygul.pk, at=timezone.now())
    shown = client.get(f"/en/ndc/submissions/{submission.number}/").content.decode()
    assert "The source has changed since" in shown and "The ministry publishes the plan" in shown


def test_a_public_submission_quotes_nothing_of_the_network(
    aygul: Person, dana: Person, green_lake: Member
) -> None:
    inside = agreed(aygul, dana, green_lake, exposure=ExposureLevel.NETWORK)
    with pytest.raises(SourceGone):
        quoting(begun(aygul, green_lake), aygul, kind=Kind.DEMAND, demand=inside)
    network = begun(aygul, green_lake, ExposureLevel.NETWORK)
    assert quoting(network, aygul, kind=Kind.DEMAND, demand=inside).quote_en
    answer = signed_in(aygul).post(
        f"/en/ndc/submissions/{network.number}/add/", {"source": "demand:999", "form_key": uuid4()}
    )
    assert answer.status_code == 422


def test_a_hidden_member_is_never_named(
    hanna: Person, cyra: Person, quiet_garden: Member, client: Client
) -> None:
    submission = begun(hanna, quiet_garden)
    quoting(submission, hanna, kind=Kind.VERSIONS, item="own")
    agreed_to(submission, cyra)
    page = f"/en/ndc/submissions/{submission.number}/"
    for ending in ("", "submission.txt", "submission.json"):
        answer = client.get(page + ending)
        assert answer.status_code == 200 and "Quiet Garden" not in answer.content.decode(), ending


@pytest.mark.parametrize(
    ("exposure", "is_named"),
    [
        (ExposureLevel.NETWORK, False),
        pytest.param(ExposureLevel.PUBLIC, True, marks=pytest.mark.whole),
    ],
)
def test_what_is_handed_over_names_only_whom_the_world_may_know(
    exposure: str, is_named: bool, aygul: Person, cyra: Person, green_lake: Member
) -> None:
    submission = begun(aygul, green_lake)
    quoting(submission, aygul, kind=Kind.VERSIONS, item="own")
    agreed_to(submission, cyra)
    address, client = f"/en/ndc/submissions/{submission.number}/", signed_in(aygul)
    files = (f"{address}submission.txt", f"{address}submission.json")
    Member.objects.filter(pk=green_lake.pk).update(exposure=exposure)
    assert "Example Green Lake" in client.get(address).content.decode()
    taken = [client.get(file).content.decode() for file in files]
    assert ["Example Green Lake" in text for text in taken] == [is_named, is_named]


def test_a_quoted_line_begins_with_a_dash_and_a_section_with_its_number(
    hanna: Person, cyra: Person, quiet_garden: Member, client: Client
) -> None:
    submission = begun(hanna, quiet_garden)
    quoting(submission, hanna, kind=Kind.VERSIONS, item="own")
    agreed_to(submission, cyra)
    lines = client.get(f"/en/ndc/submissions/{submission.number}/submission.txt").content.decode().split("\n")
    assert any(line.startswith("– NDC") for line in lines) and any(line.startswith("1. ") for line in lines)
    assert not [line for line in lines if line.startswith("–.")]


def test_strangers_and_others_are_refused(
    aygul: Person, bela: Person, green_lake: Member, client: Client
) -> None:
    page = f"/en/ndc/submissions/{begun(aygul, green_lake).number}/"
    assert client.get(page).status_code == 404
    other = signed_in(bela)
    assert other.get(page).status_code == 200
    assert other.post(f"{page}add/", {"source": "words", "form_key": uuid4()}).status_code == 403
    assert other.post(f"{page}withdraw/").status_code == 403


def test_without_evidence_the_page_says_so(client: Client) -> None:
    AssessmentVersion.objects.update(is_current=False)
    assert client.get("/en/ndc/kaz/").status_code == 503
    assert "Nothing has been computed yet" in client.get("/en/ndc/").content.decode()


def test_the_example_network_brings_one_and_takes_it_away(example_network: None, client: Client) -> None:
    submission = Submission.objects.get()
    page = client.get(f"/en/ndc/submissions/{submission.number}/").content.decode()
    assert "Example submission" in page and "Example Mountain Voice" in page
    remove_example_network(at=timezone.now())
    assert not Submission.objects.exists()
