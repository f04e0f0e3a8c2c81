import pytest

from tamyr.accounts.models import Person
from tamyr.admissions.forms import ApplicationForm
from tamyr.admissions.models import Admission, Objection
from tamyr.admissions.services import admissions as acts
from tamyr.admissions.tests.application import NOON, REASON, filled, run
from tamyr.network.models import Member


@pytest.fixture
def received(db: None) -> Admission:
    form = ApplicationForm(filled())
    assert form.is_valid(), form.errors
    return acts.apply_to_join(
        application=form.application(),
        country=form.cleaned_data["country"],
        enclosures=form.cleaned_data["documents"],
        form_key=form.cleaned_data["form_key"],
        at=NOON,
    )


@pytest.fixture
def opened(received: Admission, cyra: Person) -> Admission:
    return acts.open_window(admission=received, days=14, actor=cyra.pk, at=NOON)


@pytest.fixture
def objection(opened: Admission, bela: Person, mountain_voice: Member) -> Objection:
    return acts.raise_objection(
        admission=opened, member=mountain_voice, reason=REASON, actor=bela.pk, at=run(3600)
    )
