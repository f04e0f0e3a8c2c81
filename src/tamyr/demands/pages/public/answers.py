"""Who answers, drawn: the map of the region and a bar for each country, of what anybody may read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from climate_pathways.charts import LegendItem
from climate_pathways.charts.map import CAUTION_COLOUR, MISSING_COLOUR, MapWords, spaced_colours
from climate_pathways.core.countries import COUNTRIES
from tamyr.demands.pages.demand.words import place_words
from tamyr.demands.queries.answering import FEW, Answering
from tamyr.evidence.pages.drawings import map_for_the_press, map_on_page
from tamyr.network.logic.country_names import country_name
from tamyr.shared.languages import in_its_language

# The lowest percent of each class of the map. Where letters are few no share is said: below all of them.
QUARTERS = (0, 25, 50, 75)
TOO_FEW = -1.0
# Of a bar: answered, refused, without an answer.
PARTS = (
    ("#14453D", gettext_lazy("answered")),
    ("#E39A2D", gettext_lazy("refused")),
    ("#DDD8CB", gettext_lazy("no answer yet")),
)
Counts = tuple[tuple[str, Answering], ...]


@dataclass(frozen=True)
class Part:
    """A part of a bar, in hundredths of the longest one."""

    at: float
    width: float
    colour: str


@dataclass(frozen=True)
class Bar:
    name: str
    address: str
    words: str
    caution: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class AnswersDrawn:
    """The map, wide and narrow, and the bars, each with what its colours mean."""

    words: MapWords
    map: dict[str, str]
    map_legend: tuple[LegendItem, ...]
    bars: tuple[Bar, ...]
    bar_legend: tuple[LegendItem, ...]


def answers_drawn(found: Iterable[Answering], on: date, language: str) -> AnswersDrawn:
    return _drawn(_counts(found), on, language)


def answers_map(found: Iterable[Answering], on: date, language: str, form: str) -> bytes:
    """Return the map with title, legend and date as ``svg`` or ``png``."""
    return map_for_the_press(_map_words(_counts(found), on, language), language, form)


def _counts(found: Iterable[Answering]) -> Counts:
    return tuple((str(row.key), row) for row in found)


# By all that is drawn, so that nothing has to be thrown away when somebody acts.
@lru_cache(maxsize=8)
@in_its_language
def _drawn(counts: Counts, on: date, language: str) -> AnswersDrawn:
    words, listed = _map_words(counts, on, language), reverse("demands:demands")
    links = {iso3: f"{listed}?country={iso3}" for iso3, _one in counts if iso3 in COUNTRIES}
    return AnswersDrawn(
        words=words,
        map=map_on_page(words, links, language),
        map_legend=_legend(zip((*words.colours, MISSING_COLOUR), words.legend, strict=True)),
        bars=tuple(_bars(counts, links)),
        bar_legend=_legend((colour, str(name)) for colour, name in PARTS),
    )


@in_its_language
def _map_words(counts: Counts, on: date, language: str) -> MapWords:
    known = dict(counts)
    quarters = [_("%(low)d to %(high)d %%") % {"low": low, "high": low + 25} for low in QUARTERS]
    few = ngettext("fewer than %(few)d letter", "fewer than %(few)d letters", FEW) % {"few": FEW}
    return MapWords(
        title=_("Of a hundred letters, how many were answered or refused"),
        values={iso3: _value(known.get(iso3)) for iso3 in COUNTRIES},
        thresholds=tuple(map(float, QUARTERS)),
        colours=(CAUTION_COLOUR, *spaced_colours(len(QUARTERS))),
        legend=(few, *quarters, _("no letter went out")),
        labels={iso3: f"{country_name(iso3, language)}: {_label(known.get(iso3))}" for iso3 in COUNTRIES},
        note=_("Letters of demands that anybody may read, as recorded on %(day)s.")
        % {"day": date_format(on)},
    )


def _value(one: Answering | None) -> float | None:
    if one is None:
        return None
    return TOO_FEW if one.percent is None else float(one.percent)


def _label(one: Answering | None) -> str:
    if one is None:
        return _("no letter went out")
    # The collector of words does not look into a text that is put together.
    share = _("too few to say a share")
    if one.percent is not None:
        share = _("%(percent)d %% answered or refused") % {"percent": one.percent}
    return f"{_letters(one)}; {share}"


def _letters(one: Answering) -> str:
    return ngettext("%(count)d letter", "%(count)d letters", one.letters) % {"count": one.letters}


def _legend(items: Iterable[tuple[str, str]]) -> tuple[LegendItem, ...]:
    return tuple(LegendItem(name, colour, is_line=False, dash="") for colour, name in items)


def _bars(counts: Sequence[tuple[str, Answering]], links: dict[str, str]) -> Iterable[Bar]:
    longest = max((row.letters for _key, row in counts), default=1)
    for iso3, row in counts:
        yield Bar(
            name=place_words(iso3),
            address=links.get(iso3, ""),
            words=_bar_words(row),
            caution=_("Too few letters to judge by.") if row.is_few else "",
            parts=tuple(_parts(_ends(row), longest)),
        )


def _ends(one: Answering) -> tuple[int, int, int]:
    return one.answered, one.refused, one.letters - one.answered - one.refused


def _parts(ends: Iterable[int], longest: int) -> Iterable[Part]:
    at = 0.0
    for count, (colour, _name) in zip(ends, PARTS, strict=True):
        width = round(100 * count / longest, 2)
        if count:
            yield Part(round(at, 2), width, colour)
        at += width


def _bar_words(one: Answering) -> str:
    """Say the parts of a bar in numbers, with the days and of how many answers they are the middle."""
    said = "; ".join(f"{name}: {count}" for count, (_colour, name) in zip(_ends(one), PARTS, strict=True))
    answers = one.answered + one.refused
    if one.median_days is None:
        return f"{_letters(one)}; {said}"
    days = ngettext("%(days)d day to the answer", "%(days)d days to the answer", one.median_days)
    of = ngettext("middle of %(count)d", "middle of %(count)d", answers) % {"count": answers}
    return f"{_letters(one)}; {said}; {days % {'days': one.median_days}} ({of})"
