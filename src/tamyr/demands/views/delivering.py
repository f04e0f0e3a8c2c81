"""A demand's letters: to whom they go, what happened to them, the next lawful step."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tamyr.demands.forms.delivering import AddressForm, EventForm, VoidForm, address_initial, event_initial
from tamyr.demands.models import Delivery, Demand, Event, Happening
from tamyr.demands.pages.country import is_asked_of_danger, law_beside
from tamyr.demands.pages.following import holders_shown, letter_shown, named_in, roads_shown
from tamyr.demands.pages.steps import find_step, next_steps
from tamyr.demands.queries.backers import own_acting
from tamyr.demands.queries.deliveries import addressees, day_there, find_delivery, shown
from tamyr.demands.queries.demands import find_demand
from tamyr.demands.queries.texts import title_of
from tamyr.demands.queries.ways import decided_at, ways_from
from tamyr.demands.rules import may_record, may_see_inside
from tamyr.demands.services import delivering
from tamyr.demands.views.answering import attempt
from tamyr.demands.views.making import WRITES, typed_page
from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.shared.attempts import Show
from tamyr.shared.languages import language


@require_http_methods(WRITES)
@only(may_see_inside)
def add(request: HttpRequest, number: int) -> HttpResponse:
    """Add an addressee, with the lawful roads and the dangers of the country beside the form."""
    visitor = visitor_of(request)
    demand = find_demand(visitor, number)
    instead, follows = _letters_before(request, visitor, number)
    form = _address_form(request, visitor, demand, instead)

    def again(**told: Any) -> HttpResponse:
        beside = law_beside(demand.iso3, language())
        return typed_page(request, demand, _heading(instead, follows), form, **beside, **told)

    if request.method != "POST" or not form.is_valid():
        return again(status=422 if request.method == "POST" else 200)
    act = {
        "demand": demand,
        "address": form.address(follows),
        "member": own_acting(visitor, demand),
        "form_key": form.cleaned_data["form_key"],
        **visitor.by,
    }
    said = _("Recorded. Send the letter, then record when and by what it is proved.")
    return attempt(
        request, lambda: delivering.add_delivery(**act), said=said, back=("demand", number), show=again
    )


def _address_form(
    request: HttpRequest, visitor: Visitor, demand: Demand, instead: Delivery | None
) -> AddressForm:
    return AddressForm(
        request.POST or None,
        initial=address_initial(instead) if instead else None,
        institutions=addressees(visitor, demand.iso3),
        on=visitor.on,
        ask_of_danger=is_asked_of_danger(demand.iso3),
    )


def _heading(instead: Delivery | None, follows: Delivery | None) -> str:
    if instead:
        return _("Send it by another road")
    return _("Turn to another body") if follows else _("Add an addressee")


def _letters_before(
    request: HttpRequest, visitor: Visitor, number: int
) -> tuple[Delivery | None, Delivery | None]:
    """Return the letter that goes by another road now, and the one that this one follows."""
    instead = _letter_named(request.GET.get("instead", ""), visitor, number)
    if instead:
        # It is the same letter, and follows what it followed before.
        return instead, instead.follows
    return None, _letter_named(request.GET.get("follows", ""), visitor, number)


def _letter_named(key: str, visitor: Visitor, number: int) -> Delivery | None:
    """Return the letter that an address names: one that another appeals, or that came back."""
    if not key:
        return None
    try:
        return find_delivery(visitor, number, UUID(key))
    except ValueError:
        raise Http404 from None


@require_safe
def delivery(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    return show_delivery(request, visitor, find_delivery(visitor, number, key))


def show_delivery(
    request: HttpRequest, visitor: Visitor, found: Delivery, status: int = 200, **more: Any
) -> HttpResponse:
    one = shown(found, visitor.at)
    letter = letter_shown(one, visitor, named_in([one], visitor))
    page = {
        "demand": found.demand,
        "letter": letter,
        "steps": next_steps(one),
        "may_record": may_record(visitor, found.demand),
        "follows": may_see_inside(visitor),
        "roads": roads_shown(found, visitor),
        "holders": holders_shown(found, visitor),
        "ways": ways_from(visitor, found),
        "title": title_of(found.demand),
        "crumbs": [
            (_("Demands"), reverse("demands:demands")),
            (title_of(found.demand), reverse("demands:demand", args=[found.demand.number])),
            (letter.addressee, ""),
        ],
        **more,
    }
    return render(request, "demands/delivery.html", page, status=status)


@require_http_methods(WRITES)
@only(may_see_inside)
def record(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    return _recorded(request, number, key, None)


@require_http_methods(WRITES)
@only(may_see_inside)
def correct(request: HttpRequest, number: int, key: UUID, event: UUID) -> HttpResponse:
    return _recorded(request, number, key, _event_asked(request, number, key, event))


def _event_asked(request: HttpRequest, number: int, key: UUID, event: UUID) -> Event:
    letter = find_delivery(visitor_of(request), number, key)
    # What took an event out is not taken out itself: that event is recorded anew.
    found = letter.events.filter(pk=event, replaced_by=None).exclude(kind=Happening.VOID).first()
    if found is None:
        raise Http404
    return found


def _recorded(request: HttpRequest, number: int, key: UUID, corrects: Event | None) -> HttpResponse:
    visitor = visitor_of(request)
    letter = find_delivery(visitor, number, key)
    # As the service asks it, by the later of the two clocks.
    on = max(day_there(letter.institution, visitor.at), visitor.on)
    form = EventForm(
        request.POST or None,
        institutions=addressees(visitor, letter.institution.iso3),
        on=on,
        corrects=corrects,
        initial=event_initial(corrects) if corrects else {"on": on},
    )
    heading = _("Correct what was recorded") if corrects else _("Record what happened")

    def again(**told: Any) -> HttpResponse:
        return typed_page(request, letter.demand, heading, form, **told)

    if request.method != "POST" or not form.is_valid():
        return again(status=422 if request.method == "POST" else 200)
    return _record(request, visitor, letter, form.account(), form, again)


def _record(
    request: HttpRequest, visitor: Visitor, letter: Delivery, account: Any, form: Form, again: Show
) -> HttpResponse:
    act = {
        "delivery": letter,
        "account": account,
        "member": own_acting(visitor, letter.demand),
        "form_key": form.cleaned_data["form_key"],
        **visitor.by,
    }
    said = _("Recorded. The clock is counted anew.")
    back = ("delivery", letter.demand.number, letter.pk)

    def show(**told: Any) -> HttpResponse:
        return again(elsewhere=_elsewhere(visitor, letter, account.replaces, account.kind), **told)

    return attempt(
        request, lambda: delivering.record_event(**act), said=said, back=back, show=show, form=form
    )


def _elsewhere(visitor: Visitor, letter: Delivery, wrong: Event | None, kind: str) -> str:
    """Return the page where it is decided that an event did not happen, for who records what happens to a letter."""
    return decided_at(wrong, kind) if wrong is not None and may_record(visitor, letter.demand) else ""


@require_http_methods(WRITES)
@only(may_see_inside)
def take_out(request: HttpRequest, number: int, key: UUID, event: UUID) -> HttpResponse:
    """Take an event out that never happened: it stays readable, struck out, with the reason."""
    visitor, wrong = visitor_of(request), _event_asked(request, number, key, event)
    letter = find_delivery(visitor, number, key)
    form = VoidForm(request.POST or None)

    def again(**told: Any) -> HttpResponse:
        told = {"elsewhere": _elsewhere(visitor, letter, wrong, Happening.VOID), **told}
        return typed_page(request, letter.demand, _("Take out what did not happen"), form, **told)

    if request.method != "POST" or not form.is_valid():
        return again(status=422 if request.method == "POST" else 200)
    reason = form.cleaned_data["reason"]
    account = delivering.Account(Happening.VOID, wrong.happened_on, reason=reason, replaces=wrong)
    return _record(request, visitor, letter, account, form, again)


@require_safe
@only(may_see_inside)
def step(request: HttpRequest, number: int, key: UUID, kind: str) -> HttpResponse:
    """Show the text of a next step, to be copied or printed."""
    visitor = visitor_of(request)
    found = find_delivery(visitor, number, key)
    open_step = find_step(shown(found, visitor.at), kind)
    if open_step is None:
        raise Http404
    page = {
        "step": open_step,
        "texts": sorted(open_step.texts.items(), key=lambda text: text[0] != language()),
        "demand": found.demand,
        "crumbs": [
            (_("Demands"), reverse("demands:demands")),
            (title_of(found.demand), reverse("demands:demand", args=[number])),
            (found.institution.name_on(visitor.on), reverse("demands:delivery", args=[number, key])),
            (open_step.name, ""),
        ],
    }
    return render(request, "demands/step.html", page)
