"""What people change of themselves."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tamyr.accounts.models import Person
from tamyr.accounts.services.standing import hold
from tamyr.safety.services import record_act


@dataclass(frozen=True)
class AboutMe:
    name: str
    email: str
    language: str
    time_zone: str
    exposure: str


@transaction.atomic
def change_account(*, person: Person, about: AboutMe, at: datetime) -> None:
    """Change what a person says of themselves; the audit line says that, never what."""
    hold(person, at)
    person.name, person.email = about.name, about.email
    person.language, person.time_zone = about.language, about.time_zone
    before, person.exposure = person.exposure, about.exposure
    # These alone: whether the account is locked was read before it was held.
    person.save(update_fields=list(AboutMe.__dataclass_fields__))
    details: dict[str, str | int | bool | None] = {"exposure": about.exposure, "exposure_before": before}
    record_act(act="person.changed", actor=person.pk, about=person, at=at, details=details)


@transaction.atomic
def choose_language(*, person: Person, language: str, at: datetime) -> None:
    """Let a person be spoken to in a language: on their pages, in letters, in the editor."""
    Person.objects.filter(pk=person.pk).update(language=language)
    record_act(act="person.changed", actor=person.pk, about=person, at=at, details={"language": language})
