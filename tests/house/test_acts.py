"""Every act: whoever may not is refused under the lock, whoever may leaves a line and is heard of, and twice is once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tamyr.notices.models import Happening
from tamyr.procedures.services import NotNow
from tamyr.protection.services.contacts import NotThis
from tamyr.safety.models import AuditLine
from tamyr.safety.queries import act_of
from tests.house.acts import Act, Scene
from tests.house.acts_of_the_network import ACTS
from tests.house.acts_on_demands import DEMANDS
from tests.house.acts_on_positions import POSITIONS
from tests.house.acts_on_priorities import PRIORITIES
from tests.house.cast import Cast

ALL = {**POSITIONS, **PRIORITIES, **DEMANDS, **ACTS}


def scene_of(cast: Cast, act: Act) -> Scene:
    scene = Scene(cast, cast.people[act.by], timezone.now())
    made = act.make(scene)
    return replace(scene, made=made, at=scene.at + timedelta(days=act.days, seconds=1))


class Left:
    """What acts have left since the last question: their lines, and the kinds of news."""

    def __init__(self) -> None:
        self.lines()
        self.news()

    def lines(self) -> str:
        since, self.head = getattr(self, "head", 0), AuditLine.objects.latest("n").n
        return " ".join(act_of(line)[0] for line in AuditLine.objects.filter(n__gt=since).order_by("n"))

    def news(self) -> str:
        there = dict(Happening.objects.values_list("pk", "kind"))
        new = sorted(kind for key, kind in there.items() if key not in getattr(self, "there", {}))
        self.there = there
        return " ".join(new)


@pytest.mark.parametrize("name", ALL)
def test_an_act_is_for_those_who_may_and_leaves_its_trace(cast: Cast, name: str) -> None:
    act = ALL[name]
    scene = scene_of(cast, act)
    left = Left()
    for stranger in ("guest", "former"):
        with pytest.raises((PermissionDenied, NotThis)):
            act.do(scene.acting(stranger))
    assert (left.lines(), left.news()) == ("", ""), "whoever is refused leaves nothing"
    act.do(scene)
    assert (left.lines(), left.news()) == (act.lines, act.tells)
    if act.again is None:
        with pytest.raises((NotNow, NotThis, PermissionDenied)):
            act.do(scene)
    else:
        act.do(scene)
    assert (left.lines(), left.news()) == (act.again or "", "")
