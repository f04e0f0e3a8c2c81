"""A member objects to a text, and thinks again: each word is about what was read."""

import re

import pytest
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.positions.models import Version, Word
from tamyr.positions.queries.texts import binding_sha, places_of
from tamyr.positions.tests.test_read import page
from tamyr.positions.tests.writing import opened
from tamyr.procedures.queries import own_sha

pytestmark = pytest.mark.django_db


def test_a_word_is_about_the_text_and_the_former_word_that_were_read(
    draft: Version, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    version, other = opened(draft, aygul), signed_in(bela)
    place = f"/en/positions/{version.position.number}/making/"
    code, read = places_of(version)[1].code, binding_sha(places_of(version))
    objects = {"stance": "objection", "code": code, "reason": "Too late.", "change": "2030", "base_sha": ""}
    word = {**objects, "member": str(mountain_voice.pk), "sha": read}
    early = other.post(f"{place}word/", {**word, "sha": "of other words"})
    assert early.status_code == 409 and "Too late." in early.content.decode() and not Word.objects.exists()
    assert re.findall(r'name="sha" value="(\w+)"', early.content.decode())[0] == read
    refused = other.post(f"{place}word/", {**word, "code": ""})
    assert refused.status_code == 422 and "Too late." in refused.content.decode()
    assert other.post(f"{place}word/", word).status_code == 302
    assert Word.objects.get().stance == "objection"
    over = other.post(f"{place}word/", {**word, "reason": "Other."})
    told = over.content.decode()
    assert over.status_code == 409 and "Other." in told and "Too late." in told
    assert Word.objects.get().reason == "Too late."
    assert "Too late." in page(signed_in(aygul), place)
    mark = own_sha(version.words.get(), ("stance", "code", "reason", "change"))
    agrees = {**word, "stance": "assent"}
    # The text moved and a colleague spoke: neither is read by the refusal of the other.
    late = other.post(f"{place}word/", {**agrees, "sha": "of former words"})
    assert late.status_code == 409 and mark not in late.content.decode() and read in late.content.decode()
    late = other.post(f"{place}word/", agrees)
    told = late.content.decode()
    assert late.status_code == 409 and "Clause 1<br>Too late.<br>2030" in told and mark in told
    assert "Put both together" in told and "The words were changed" not in told, (
        "the text is the one that was read"
    )
    slip = other.post(f"{place}word/", {**word, "sha": "of former words", "change": ""})
    assert slip.status_code == 422 and "of former words" in slip.content.decode()
    lifted = [other.post(f"{place}word/", {**agrees, "base_sha": mark}).status_code for _time in range(2)]
    assert lifted == [302, 302] and version.words.get().reason == ""
