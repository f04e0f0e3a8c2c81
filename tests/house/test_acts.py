"""Every act: whoever may not is refused under the lock, whoever may leaves a line and is heard of, and twice is once."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from tamyr.accounts.models import Person
from tamyr.notices.models import Happening
from tamyr.procedures.services import NotNow
from tamyr.protection.services.contacts import NotThis
from tamyr.safety.models import AuditLine
from tamyr.safety.queries import act_of
from tests.house.acts import Act, Scene
from tests.house.acts_in_the_register import IN_THE_REGISTER
from tests.house.acts_of_deliveries import OF_DELIVERIES
from tests.house.acts_of_letters import OF_LETTERS
from tests.house.acts_of_the_network import ACTS
from tests.house.acts_on_accounts import ON_ACCOUNTS
from tests.house.acts_on_answers import ON_ANSWERS
from tests.house.acts_on_consultations import CONSULTATIONS
from tests.house.acts_on_demands import DEMANDS
from tests.house.acts_on_ndc import SUBMISSIONS
from tests.house.acts_on_positions import POSITIONS
from tests.house.acts_on_priorities import PRIORITIES
from tests.house.cast import Cast
from tests.house.hearing import who_heard
from tests.house.who import READ, told_of

ALL = {
    **POSITIONS,
    **PRIORITIES,
    **DEMANDS,
    **ON_ANSWERS,
    **OF_DELIVERIES,
    **CONSULTATIONS,
    **SUBMISSIONS,
    **ACTS,
    **IN_THE_REGISTER,
    **OF_LETTERS,
    **ON_ACCOUNTS,
}
# What keeps an account from acting now, and the lines that a page was opened on before.
NOT_IN_HAND = {
    "locked": lambda at: {"is_active": False, "locked_at": at},
    "on a journey": lambda at: {"travels_from_at": at},
}


def scene_of(cast: Cast, act: Act) -> Scene:
    scene = Scene(cast, cast.people[act.by], timezone.now())
    made = act.make(scene)
    return replace(scene, made=made, at=scene.at + timedelta(days=act.days, seconds=1))


class Traces:
    """What acts have left since the last question: their lines, and the kinds of news."""

    def __init__(self) -> None:
        self.head = AuditLine.objects.latest("n").n
        self.known = set(announced())
        self.new: list[UUID] = []

    def lines(self) -> str:
        new = list(AuditLine.objects.filter(n__gt=self.head).order_by("n"))
        self.head = new[-1].n if new else self.head
        return " ".join(act_of(line)[0] for line in new)

    def news(self) -> str:
        there = announced()
        self.new = [key for key in there if key not in self.known]
        self.known |= there.keys()
        return " ".join(sorted(there[key] for key in self.new))


def announced() -> dict[UUID, str]:
    return dict(Happening.objects.order_by().values_list("pk", "kind"))


def try_out_of_hand(scene: Scene, act: Act, state: str, left: Traces) -> None:
    """Try it with an account that is not in its owner's hands: it does nothing."""
    with transaction.atomic():
        Person.objects.filter(pk=scene.by.pk).update(**NOT_IN_HAND[state](scene.at))
        with pytest.raises((act.refused, PermissionDenied, NotThis)):
            act.do(scene)
        assert (left.lines(), left.news()) == ("", ""), state
        transaction.set_rollback(True)


@pytest.mark.whole
@pytest.mark.parametrize("name", [name for name, act in ALL.items() if act.in_hand])
def test_a_locked_account_does_nothing(cast: Cast, name: str) -> None:
    """Refused by what refuses a traveller, which is asked of each act on each change."""
    scene = scene_of(cast, ALL[name])
    left = Traces()
    try_out_of_hand(scene, ALL[name], "locked", left)
    assert (left.lines(), left.news()) == ("", "")


@pytest.mark.parametrize("name", ALL)
def test_an_act_is_for_those_who_may_and_leaves_its_trace(cast: Cast, name: str) -> None:
    act = ALL[name]
    scene = scene_of(cast, act)
    left = Traces()
    if act.in_hand:
        try_out_of_hand(scene, act, "on a journey", left)
    for stranger in act.strangers:
        with pytest.raises((act.refused, NotThis)):
            act.do(scene.acting(stranger))
    assert (left.lines(), left.news()) == ("", ""), "whoever is refused leaves nothing"
    act.do(scene)
    assert (left.lines(), left.news()) == (act.lines, act.tells)
    assert who_heard(cast, left.new) == told_of(name), READ
    if isinstance(act.again, str):
        act.do(scene)
    else:
        with pytest.raises(act.again or (NotNow, NotThis, PermissionDenied)):
            act.do(scene)
    assert (left.lines(), left.news()) == (act.again if isinstance(act.again, str) else "", "")
