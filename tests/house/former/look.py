"""What a person finds in a database after ``migrate``, as JSON: ``python -m tests.house.former.look``.

It ends with 1 where the database's own migrations do not know a model as it is.

A process of its own, because settings name the database once.
"""

import json
import os
import sys

import django
from django.core.management import call_command

from tamyr.config.loading import loading

PLAIN_STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tamyr.config.settings.base")
    with loading():
        django.setup()
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
    json.dump(found(), sys.stdout)


def found() -> dict[str, object]:
    from django.contrib.auth.models import Group, Permission
    from django.test import Client
    from django.test.utils import override_settings
    from django.utils import timezone

    from tamyr.accounts.models import Person, Session
    from tamyr.accounts.models.factors import Authenticator
    from tamyr.accounts.services.sign_in import check_sign_in
    from tamyr.accounts.services.ways_in import app_code
    from tamyr.admissions.models import AdmissionDocument, Objection
    from tamyr.network.models import ExampleRow
    from tamyr.notices.models import MailPlan
    from tamyr.safety.queries import chain_faults

    people = {person.sign_in_name: person for person in Person.objects.all()}
    now = timezone.now()
    code = app_code("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", now)
    signed_in = check_sign_in(name="aygul", password="seven quiet hares at dawn", code=code, at=now)  # noqa: S106
    objection = Objection.objects.get()
    session = Session.objects.get()
    client = Client(headers={"host": "localhost"})
    client.force_login(people["cyra"])
    with override_settings(STORAGES=PLAIN_STORAGES):  # Nobody collected the static files.
        page = client.get(f"/en/admissions/{objection.admission_id}/").content.decode()
    return {
        "signed in": signed_in.sign_in_name,
        "people": {name: [person.name, person.email] for name, person in people.items()},
        "wanted letters": sorted(plan.person.sign_in_name for plan in MailPlan.objects.exclude(pace="none")),
        "passkey": Authenticator.objects.get(type="webauthn").data["credential"]["id"],
        "session": [session.label, json.loads(session.data)["_auth_user_hash"]],
        "hash of the session's person": people["cyra"].get_session_auth_hash(),
        "objection": objection.reason,
        "applicant": objection.admission.applied["contact_name"],
        "document": AdmissionDocument.objects.get().filename,
        "page": [objection.reason in page, "Example Clean River" in page],
        "faults of the chain": list(chain_faults()),
        "group": sorted(
            f"{permission.content_type.app_label}.{permission.codename}"
            for permission in Group.objects.get(name="Example keepers").permissions.all()
        ),
        "own permissions": [
            permission.codename for permission in Permission.objects.filter(user=people["emin"])
        ],
        "may": people["emin"].has_perms(["admissions.view_objection", "accounts.change_person"]),
        "example": sorted(ExampleRow.objects.values_list("label", flat=True)),
    }


if __name__ == "__main__":
    main()
