from datetime import datetime, timedelta
from typing import TypeVar
from uuid import uuid4

from django.db import models, transaction

from tamyr.accounts.models import Person
from tamyr.admissions.logic import APPLICANTS
from tamyr.admissions.models import Admission
from tamyr.admissions.services import admissions
from tamyr.network.models import Country
from tamyr.network.services.example import example_people, example_story, mark_example
from tamyr.safety.models import ExposureLevel

Row = TypeVar("Row", bound=models.Model)


def _keep(row: Row) -> Row:
    mark_example(row)
    return row


@transaction.atomic
def run_example_admissions(*, at: datetime) -> None:
    """Let example organisations ask to join: one admission at each stage."""
    people = {person.sign_in_name: person for person in example_people()}
    objecting = people["bela"].mandates.get().member
    for iso3, en, ru, stage in APPLICANTS:
        admission = _keep(_applied(iso3, en, ru, at - timedelta(days=20)))
        if stage != "received":
            # Opened 18 days ago: a window of 14 days is over by now, one of 29 is not.
            days = 14 if stage in ("closed", "admitted") else 29
            admissions.open_window(
                admission=admission, days=days, actor=people["cyra"].pk, at=at - timedelta(days=18)
            )
        if stage in ("stopped", "declined"):
            admissions.raise_objection(
                admission=admission,
                member=objecting,
                reason="An invented objection: its statute does not say who decides in the organisation.",
                actor=people["bela"].pk,
                at=at - timedelta(days=4),
            )
        _end(admission, stage, people["cyra"], at)


def _end(admission: Admission, stage: str, coordinator: Person, at: datetime) -> None:
    if stage == "declined":
        explanation = "An invented outcome: the board upheld the objection; the applicant may ask again."
        admissions.decline(
            admission=admission, explanation=explanation, actor=coordinator.pk, at=at - timedelta(days=2)
        )
    if stage == "admitted":
        explanation = "An invented outcome: nobody objected within two weeks."
        _keep(
            admissions.admit(
                admission=admission, explanation=explanation, actor=coordinator.pk, at=at - timedelta(days=3)
            )
        )


def _applied(iso3: str, en: str, ru: str, at: datetime) -> Admission:
    application = admissions.Application(
        names={"en": en, "ru": ru},
        stories=example_story(["adaptation", "education"]),
        site="https://applicant.example.org/",
        themes=("adaptation", "education"),
        reason="To try how an admission works.",
        contact_name="Example Contact",
        contact_address="contact@example.org",
        exposure=ExposureLevel.PUBLIC,
        language="en",
    )
    return admissions.apply_to_join(
        application=application,
        country=Country.objects.get(pk=iso3),
        enclosures=(),
        form_key=uuid4(),
        at=at,
    )
