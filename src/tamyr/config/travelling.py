"""Takes whoever is on a journey for a stranger, on every page but their own."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from tamyr.accounts.models import Person

Answer = Callable[[HttpRequest], HttpResponse]


def travellers_as_strangers(answer: Answer) -> Answer:
    """Give every door a stranger instead of a traveller: a door that nobody thought of stays shut as well."""

    def answer_whom_it_may(request: HttpRequest) -> HttpResponse:
        # As late as Django itself would: a reader without a session has none looked for.
        request.user = SimpleLazyObject(partial(seen_as, request))  # type: ignore[assignment]
        return answer(request)

    return answer_whom_it_may


def seen_as(request: HttpRequest) -> Any:
    user = get_user(request)
    if isinstance(user, Person) and user.travels_at(timezone.now()):
        request.traveller = user  # type: ignore[attr-defined]
        return AnonymousUser()
    return user
