"""To record a consultation, correct it, say that its end is another one or that it is off, and where its outcome is."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tamyr.accounts.logic.time_zones import usual_zone
from tamyr.addressees.models import Institution
from tamyr.addressees.queries.directory import institutions_visible_to
from tamyr.consultations.forms.recording import (
    CancelForm,
    ChangeForm,
    MoveForm,
    OutcomeForm,
    RecordForm,
    WordsForm,
    WriteForm,
    facts_initial,
)
from tamyr.consultations.models import Consultation
from tamyr.consultations.queries.consultations import find_consultation, likely_the_same
from tamyr.consultations.queries.texts import address_of, facts_sha, text_sha, texts_of, title_of
from tamyr.consultations.rules import may_record
from tamyr.consultations.services import recording, two_persons
from tamyr.consultations.views.answering import attempt
from tamyr.consultations.views.public import crumbs
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.procedures.queries import organisations_of, own_member
from tamyr.shared.languages import BOUND_LANGUAGES
from tamyr.shared.languages import language as spoken

WRITES = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422


def _bodies(visitor: Visitor) -> QuerySet[Institution]:
    return institutions_visible_to(visitor).filter(merged_into=None).order_by("iso3", "number")


def _in_the_name_of(request: HttpRequest, visitor: Visitor) -> Member | None:
    """Return the organisation a form speaks for; a coordinator without one speaks for the network."""
    named = request.POST.get("member", "")
    return own_member(visitor, named) if named or not visitor.is_coordinator else None


@require_http_methods(WRITES)
@only(may_record)
def record(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    members = organisations_of(visitor)
    zone = usual_zone(members[0].country_id) if members else "UTC"
    initial = {"language": spoken(), "zone": zone, "source_seen_on": visitor.on}
    form = RecordForm(request.POST or None, bodies=_bodies(visitor), at=visitor.at, initial=initial)
    same = _same(visitor, form) if form.is_bound and form.is_valid() else []
    # What looks the same may be another one: who has read the warning records it by a second press.
    if form.is_bound and form.is_valid() and (not same or "seen" in request.POST):
        try:
            made = _recorded(form, _in_the_name_of(request, visitor), visitor)
            return redirect("consultations:consultation", made.number)
        except recording.NotLater:
            form.add_error("closes_on", _("This moment is over, or it is before the beginning."))
    page = {"form": form, "members": members, "same": same, "crumbs": crumbs(_("Tell of a consultation"))}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "consultations/record.html", page, status=status)


def _recorded(form: RecordForm, member: Member | None, visitor: Visitor) -> Consultation:
    said = form.cleaned_data
    return recording.record_consultation(
        facts=form.facts(said["zone"]),
        closes_at=form.closes_at(),
        words=form.words(),
        language=said["language"],
        member=member,
        form_key=said["form_key"],
        **visitor.by,
    )


def _same(visitor: Visitor, form: RecordForm) -> list[tuple[str, str]]:
    said = form.cleaned_data
    found = likely_the_same(visitor, said["institution"], form.closes_at(), said["address"])
    # The same form again is no other consultation: it would warn of itself.
    return [(title_of(same), address_of(same)) for same in found if same.form_key != said["form_key"]]


def typed_page(
    request: HttpRequest, consultation: Consultation, heading: str, form: Any, status: int = 200, **more: Any
) -> HttpResponse:
    """Show a form about a consultation, with what was refused before it."""
    page = {
        "heading": heading,
        "form": form,
        "crumbs": crumbs((title_of(consultation), address_of(consultation)), heading),
        **more,
    }
    return render(request, "consultations/typed.html", page, status=status)


def _answered(
    request: HttpRequest,
    consultation: Consultation,
    heading: str,
    form: Any,
    act: Callable[[], Any],
    said: str,
    **more: Any,
) -> HttpResponse:
    """Show a form, or do what it asks for and lead back to the consultation."""

    def again(**told: Any) -> HttpResponse:
        if isinstance(form, ChangeForm | WriteForm):
            form.seen_now(told)
        return typed_page(request, consultation, heading, form, **more, **told)

    if request.method != "POST" or not form.is_valid():
        return again(status=UNPROCESSABLE if request.method == "POST" else 200)
    return attempt(request, act, said=said, back=("consultation", consultation.number), show=again)


@require_http_methods(WRITES)
@only(may_record)
def change(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    found = find_consultation(visitor, number)
    initial = facts_initial(found) | {"base_sha": facts_sha(found)}
    form = ChangeForm(request.POST or None, bodies=_bodies(visitor), at=visitor.at, initial=initial)

    def act() -> None:
        # What one person may do is done, whatever becomes of the other half.
        seen = form.cleaned_data["base_sha"]
        recording.change_facts(consultation=found, facts=form.facts(found.zone), base_sha=seen, **visitor.by)
        if form.shows_more_than(found):
            two_persons.propose_to_show(consultation=found, by=visitor)

    said = _("Corrected.")
    if form.is_bound and form.is_valid() and form.shows_more_than(found):
        said = _("Corrected. That everybody may read it waits for a second person of another organisation.")
    return _answered(request, found, _("Correct what stands here"), form, act, said)


@require_http_methods(WRITES)
@only(may_record)
def write(request: HttpRequest, number: int, language: str) -> HttpResponse:
    visitor = visitor_of(request)
    found = find_consultation(visitor, number)
    if language not in BOUND_LANGUAGES:
        raise Http404
    row = texts_of(found).get(language)
    initial = {name: getattr(row, name) for name in WordsForm.base_fields} if row else {}
    mark = {"base_sha": text_sha(row)} if row else {}
    form = WriteForm(request.POST or None, initial=initial | mark)

    def act() -> Any:
        said = {"words": form.words(), "base_sha": form.cleaned_data["base_sha"]}
        return recording.write_words(consultation=found, language=language, **said, **visitor.by)

    heading = _("Write it in Russian") if language == "ru" else _("Write it in English")
    beside = next((row for code, row in texts_of(found).items() if code != language), None)
    return _answered(request, found, heading, form, act, _("Written."), beside=beside)


@require_http_methods(WRITES)
@only(may_record)
def move(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    found = find_consultation(visitor, number)
    there = found.closes_there
    initial = {"closes_on": there.date(), "closes_time": there.time(), "zone": found.zone}
    form = MoveForm(request.POST or None, at=visitor.at, initial=initial)

    def act() -> Any:
        said = form.cleaned_data
        return two_persons.propose_to_move(
            consultation=found,
            closes_at=form.closes_at(),
            source_url=said["source_url"],
            member=_in_the_name_of(request, visitor),
            form_key=said["form_key"],
            by=visitor,
        )

    more: dict[str, Any] = {"members": organisations_of(visitor), "note": takes_two()}
    said = told_at_once()
    return _answered(request, found, _("The end was moved"), form, act, said, **more)


@require_http_methods(WRITES)
@only(may_record)
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    found = find_consultation(visitor, number)
    form = CancelForm(request.POST or None)

    def act() -> Any:
        return two_persons.propose_to_cancel(consultation=found, **form.cleaned_data, by=visitor)

    heading = _("It was called off")
    return _answered(request, found, heading, form, act, told_at_once(), note=takes_two())


def takes_two() -> str:
    return _(
        "Those who take part are told at once. The page, the public calendars and the feeds change when somebody of "
        "another organisation, or a coordinator, has confirmed it."
    )


def told_at_once() -> str:
    return _("Those who take part are told. A second person of another organisation confirms it.")


@require_http_methods(WRITES)
@only(may_record)
def outcome(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    found = find_consultation(visitor, number)
    form = OutcomeForm(request.POST or None, at=visitor.at)

    def act() -> Any:
        return recording.note_outcome(consultation=found, **form.cleaned_data, **visitor.by)

    said = _("Recorded. Whoever handed a comment over says what was taken up.")
    return _answered(request, found, _("Its outcome is published"), form, act, said)
