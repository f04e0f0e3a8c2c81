"""Keep on record what was changed: the database lets nobody write it over, and knows what no directory may say."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tamyr.addressees.models import Change, Channel, Holder, Institution, Office

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
KNOWN = {
    "status": "seen",
    "source_url": "https://www.example.org/ministry",
    "source_seen_on": date(2026, 11, 1),
    "entered_at": AT,
}


def a_body(**given: object) -> Institution:
    return Institution.objects.create(
        **{
            "number": 90001,
            "form_key": uuid4(),
            "iso3": "KAZ",
            "level": "national",
            "kind": "ministry",
            **KNOWN,
        }
        | given
    )


@pytest.mark.django_db
def test_a_change_is_not_written_over() -> None:
    change = Change.objects.create(
        institution=a_body(), act="changed", subject="body", subject_key="x", at=AT
    )
    change.after = {"website": "https://example.org/"}
    with pytest.raises(DatabaseError, match="stays on record"), transaction.atomic():
        change.save()


@pytest.mark.django_db
def test_a_holder_without_a_public_source_is_not_stored() -> None:
    office = Office.objects.create(institution=a_body(), kind="head", titles={"en": "Minister"}, **KNOWN)
    with pytest.raises(IntegrityError), transaction.atomic():
        Holder.objects.create(office=office, name="Example Person", **KNOWN | {"source_url": ""})


@pytest.mark.django_db
def test_what_is_lawful_names_its_page() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Channel.objects.create(
            institution=a_body(), way="email", value="post@example.org", is_lawful=True, entered_at=AT
        )


@pytest.mark.django_db
def test_a_body_of_a_country_is_not_international() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_body(level="international")
