"""Every act: whoever may not is refused under the lock, whoever may leaves a line and is heard of, and twice is once."""

from dataclasses import replace
from datetime import timedelta

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


class Left:
    """What acts have left since the last question: their lines, and the kinds of news."""

    def __init__(self) -> None:
        self.head = AuditLine.objects.latest("n").n
        self.news()

    def lines(self) -> str:
        since, self.head = self.head, AuditLine.objects.latest("n").n
        return " ".join(act_of(line)[0] for line in AuditLine.objects.filter(n__gt=since).order_by("n"))

    def news(self) -> str:
        there = dict(Happening.objects.values_list("pk", "kind"))
        new = sorted(kind for key, kind in there.items() if key not in getattr(self, "there", {}))
        self.there = there
        return " ".join(new)


def try_out_of_hand(scene: Scene, act: Act, state: str) -> None:
    """Try it with an account that is not in its owner's hands: it does nothing."""
    left = Left()
    with transaction.atomic():
        Person.objects.filter(pk=scene.by.pk).update(**NOT_IN_HAND[state](scene.at))
        with pytest.raises((act.refused, PermissionDenied, NotThis)):
            act.do(scene)
        assert (left.lines(), left.news()) == ("", ""), state
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", ALL)
def test_an_act_is_for_those_who_may_and_leaves_its_trace(cast: Cast, name: str) -> None:
    act = ALL[name]
    scene = scene_of(cast, act)
    for state in NOT_IN_HAND if act.in_hand else ():
        try_out_of_hand(scene, act, state)
    left = Left()
    for stranger in act.strangers:
        with pytest.raises((act.refused, NotThis)):
            act.do(scene.acting(stranger))
    assert (left.lines(), left.news()) == ("", ""), "whoever is refused leaves nothing"
    act.do(scene)
    assert (left.lines(), left.news()) == (act.lines, act.tells)
    if isinstance(act.again, str):
        act.do(scene)
    else:
        with pytest.raises(act.again or (NotNow, NotThis, PermissionDenied)):
            act.do(scene)
    assert (left.lines(), left.news()) == (act.again if isinstance(act.again, str) else "", "")
