"""Who answers: of the letters to each addressee, how many were answered, how fast, and what became of the demands."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tamyr.addressees.models import Institution
from tamyr.demands.queries.letters.tallies import Ended, tallies_for
from tamyr.demands.queries.public.kept import asked_once
from tamyr.network.models import Visitor

# Of fewer letters than this no rate is said.
FEW = 5


@dataclass(frozen=True)
class Answering:
    """How an addressee, or a country, answers: counts of letters, days to the answer, readings of demands."""

    key: object
    letters: int
    answered: int
    refused: int
    median_days: int | None
    verdicts: tuple[tuple[str, int], ...]

    @property
    def is_few(self) -> bool:
        return self.letters < FEW

    @property
    def percent(self) -> int | None:
        """Percent of letters that were answered or refused; nothing where there are too few to say."""
        # A refusal is an answer here: the body has spoken.
        return None if self.is_few else round(100 * (self.answered + self.refused) / self.letters)


def by_institution(visitor: Visitor) -> list[Answering]:
    return asked_once(visitor, "answering/bodies", lambda: _bodies(visitor))


def by_country(visitor: Visitor) -> list[Answering]:
    """Return how the bodies of each country answer; the key is its code, empty for bodies of none."""
    return asked_once(visitor, "answering/countries", lambda: _countries(visitor))


def _bodies(visitor: Visitor) -> list[Answering]:
    kept, tallies = tallies_for(visitor)
    if visitor.is_in_network:
        return _added_up((kept.merged.get(body, body), tally.ended, tally.read) for body, tally in tallies)
    shown = kept.shown_as
    return _added_up((shown.get(body, body), tally.ended, tally.read_outside) for body, tally in tallies)


def _countries(visitor: Visitor) -> list[Answering]:
    kept, tallies = tallies_for(visitor)
    return _added_up((kept.places[body], tally.ended, tally.read_first) for body, tally in tallies)


def _added_up(counts: Iterable[tuple[object, dict[Ended, int], dict[str, int]]]) -> list[Answering]:
    letters: dict[object, Counter[Ended]] = defaultdict(Counter)
    readings: dict[object, Counter[str]] = defaultdict(Counter)
    for key, ended, read in counts:
        letters[key].update(ended)
        readings[key].update(read)
    found = [_of(key, counted, readings[key]) for key, counted in letters.items()]
    return sorted(found, key=lambda counts: (-counts.letters, str(counts.key)))


def _of(key: object, letters: Counter[Ended], readings: Counter[str]) -> Answering:
    ended: Counter[str] = Counter()
    days: Counter[int] = Counter()
    for (how, taken), number in letters.items():
        ended[how] += number
        if taken is not None:
            days[taken] += number
    return Answering(
        key=key,
        letters=letters.total(),
        answered=ended["answered"],
        refused=ended["refused"],
        median_days=_median(days),
        verdicts=tuple(sorted(readings.items())),
    )


def _median(counts: Counter[int]) -> int | None:
    """Return the lower of the middle ones of so many letters by days."""
    # A number of days that a letter did take: the mean of the two middle ones would be of none.
    middle = (counts.total() + 1) // 2
    for days, letters in sorted(counts.items()):
        middle -= letters
        if middle <= 0:
            return days
    return None


def names_of(keys: Iterable[object]) -> dict[object, Institution]:
    found = Institution.objects.filter(pk__in=list(keys)).prefetch_related("names")
    return {institution.pk: institution for institution in found}
