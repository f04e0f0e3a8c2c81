"""Work that is done beside the site: what the ``tasks.py`` of the rooms declare, and where it is looked up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ParamSpec, TypeVar

from django.utils.functional import Promise
from django_tasks import task
from django_tasks.base import Task

P = ParamSpec("P")
T = TypeVar("T")
BACKEND = "work"


@dataclass(frozen=True)
class Job:
    """How one kind of work is done: in words, how often, how long, and how many times it is tried."""

    name: str
    task: Task[..., Any]
    words: Promise
    every: timedelta | None
    is_wanted: Callable[[], bool]
    tries: int
    limit: timedelta
    first_wait: timedelta


_jobs: dict[str, Job] = {}


def background(
    words: Promise,
    *,
    every: timedelta | None = None,
    is_wanted: Callable[[], bool] = lambda: True,
    tries: int = 5,
    limit: timedelta = timedelta(minutes=10),
    first_wait: timedelta = timedelta(seconds=15),
) -> Callable[[Callable[P, T]], Task[P, T]]:
    """Declare work beside the site; with ``every`` it recurs by itself, without arguments.

    It is done at least once, and again after a process was killed: doing it twice must change nothing.
    Arguments lie in the database in clear: give keys, never names or words.
    """

    def declare(function: Callable[P, T]) -> Task[P, T]:
        declared: Task[P, T] = task(backend=BACKEND)(function)
        name = declared.module_path
        _jobs[name] = Job(name, declared, words, every, is_wanted, tries, limit, first_wait)
        return declared

    return declare


def job_named(name: str) -> Job | None:
    """Return what a name stands for, unless this release knows no such work."""
    return _jobs.get(name)


def recurring_jobs() -> list[Job]:
    """Return the work that recurs and is wanted on this site."""
    return [job for job in _jobs.values() if job.every and job.is_wanted()]
