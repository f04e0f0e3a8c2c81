"""Work of every temper; it is known to the tests of this room alone."""

from datetime import timedelta

from django.utils.functional import lazystr

from tamyr.safety.services.faults import PartlyDone
from tamyr.shared import background
from tamyr.shared.background import Job

said: list[str] = []
unreadable = {"contacts: UnreadableField": 2}
SECRET = "a secret that nobody may read"


@background.background(lazystr("Say a word"))
def say(word: str) -> None:
    said.append(word)


@background.background(lazystr("Fail always"), tries=3, first_wait=timedelta(seconds=10))
def fail(_word: str) -> None:
    raise ValueError(SECRET)


@background.background(lazystr("Say it each hour"), every=timedelta(hours=1))
def hourly() -> None:
    said.append("hourly")


@background.background(lazystr("Do most of it each hour"), every=timedelta(hours=1), is_wanted=lambda: False)
def mostly() -> None:
    if unreadable:
        raise PartlyDone(dict(unreadable))


EXAMPLES: dict[str, Job] = {
    name: background._jobs.pop(name) for name in list(background._jobs) if name.startswith(__name__)
}
