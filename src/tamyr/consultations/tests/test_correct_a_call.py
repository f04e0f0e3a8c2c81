"""What else was told of a consultation is put right: who reads of it, and where comments go."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.consultations.models import Consultation
from tamyr.consultations.queries.texts import facts_sha
from tamyr.consultations.services import recording
from tamyr.consultations.services.two_persons import SHOW
from tamyr.consultations.tests.calling import (
    NOON,
    SOURCE,
    facts,
    news_of,
    page,
    told,
)
from tamyr.network.models import Member
from tamyr.safety.models import Proposal, Stage
from tamyr.safety.services.proposals import (
    approve,
)

pytestmark = pytest.mark.django_db


def test_what_the_network_alone_reads_becomes_everybodys_by_two(
    aygul: Person, bela: Person, green_lake: Member
) -> None:
    made = told(aygul, green_lake, exposure="network")
    address, client = f"/en/consultations/{made.number}/", signed_in(aygul)
    shown = page(client, f"{address}change/")
    form = dict(re.findall(r'<input[^>]* name="(\w+)" value="([^"]*)"', shown))
    form = {
        **form, "institution": str(made.institution_id), "kind": "written", "theme": "forests", "way": "form",
        "languages": ["ru"], "exposure": "public", "documents": "", "iso3": "", "limit": "",
        "address": "https://elsewhere.example.org/", "source_url": SOURCE, "source_seen_on": "2026-03-01",
    }  # fmt: skip
    for _time in range(2):
        assert client.post(f"{address}change/", form).status_code == 302
    made.refresh_from_db()
    assert (made.theme, made.exposure) == ("forests", "network")
    assert Client().get(address).status_code == 404
    proposal = Proposal.objects.get(kind=SHOW, stage=Stage.WAITING)
    approve(proposal=proposal, by=bela.pk, at=timezone.now())
    assert Client().get(address).status_code == 200
    made.refresh_from_db()
    hidden = recording.change_facts(
        consultation=made,
        base_sha=facts_sha(made),
        facts=facts(made.institution, exposure="network"),
        actor=bela.pk,
        at=timezone.now(),
    )
    assert hidden.exposure == "network", "fewer may read it by the word of one"


def test_where_to_send_a_comment_is_corrected_and_those_who_take_part_are_told(
    open_one: Consultation, aygul: Person, bela: Person
) -> None:
    new = facts(open_one.institution, address="https://elsewhere.example.org/")
    for _time in range(2):
        recording.change_facts(
            consultation=open_one, base_sha=facts_sha(open_one), facts=new, actor=aygul.pk, at=NOON
        )
    assert news_of("consultation-corrected", bela) == [
        "How to take part was corrected: look where it takes what you say."
    ]
    assert not news_of("consultation-corrected", aygul), "her organisation takes no part"
