"""Lists: of demands with their choices, of letters that are late, of who answers; and the same as files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from operator import itemgetter
from urllib.parse import urljoin
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from climate_pathways.core.countries import COUNTRIES
from tamyr.addressees.pages.words import LETTER_WORDS
from tamyr.demands.models import Delivery, Demand, Reading, Subject
from tamyr.demands.pages.demand.words import number_words, place_words
from tamyr.demands.pages.following import STATES as LETTER_STATES
from tamyr.demands.pages.following import MemberNames, addressed_to, named_in
from tamyr.demands.queries.answering import FEW, Answering, names_of
from tamyr.demands.queries.deliveries import DeliveryShown, day_there, shown, whole
from tamyr.demands.queries.demands import STATES, Choice
from tamyr.demands.queries.public.lists import names_of_asked, number_now, states_of
from tamyr.demands.queries.texts import Words, title_of, words_for
from tamyr.network.logic.country_names import countries_by_name
from tamyr.network.models import Visitor
from tamyr.network.models.vocabularies import Theme
from tamyr.network.queries.visitors import visitor_on
from tamyr.shared.answers import DatedFeed, narrowed_title, worded
from tamyr.shared.choices import Select, one_of, page_number
from tamyr.shared.languages import language
from tamyr.shared.spreadsheet import AT_ONCE, in_parts

STATE_WORDS = {
    "draft": gettext_lazy("being written"),
    "unsent": gettext_lazy("agreed, no letter is under way"),
    "waiting": gettext_lazy("waits for an answer"),
    "overdue": gettext_lazy("no answer in time"),
    "heard": gettext_lazy("answered or refused"),
    "closed": gettext_lazy("closed"),
    "withdrawn": gettext_lazy("withdrawn"),
}


def read_choice(asked: Mapping[str, str]) -> Choice:
    """Return what an address chooses; raise ``UnknownChoice`` for what is not offered."""
    return Choice(
        country=one_of(asked.get("country", "").upper(), COUNTRIES, "country"),
        theme=one_of(asked.get("theme", ""), Theme.values, "theme"),
        state=one_of(asked.get("state", ""), STATES, "state"),
        subject=one_of(asked.get("subject", ""), Subject.values, "subject"),
        # As strictly as the number of a page is read, and in no more figures.
        addressee=page_number(asked["addressee"], "addressee") if asked.get("addressee") else 0,
        page=page_number(asked.get("page", "1"), "page"),
    )


def selects(choice: Choice, visitor: Visitor) -> list[Select]:
    every = ("", _("all"))
    bodies = {str(number): name for number, name in names_of_asked(visitor, language()).items()}
    number = str(number_now(choice.addressee, visitor)) if choice.addressee else ""
    addressee = one_of(number, bodies, "addressee")
    return [
        Select("country", _("Country"), choice.country, [every, *countries_by_name(COUNTRIES, language())]),
        Select(
            "theme", _("Theme"), choice.theme, [every, *((code, str(word)) for code, word in Theme.choices)]
        ),
        Select(
            "state",
            _("How far it has come"),
            choice.state,
            [every, *((code, str(STATE_WORDS[code])) for code in STATES)],
        ),
        Select(
            "subject",
            _("Its number is"),
            choice.subject,
            [every, *((code, str(word)) for code, word in Subject.choices)],
        ),
        Select("addressee", _("Addressee"), addressee, [every, *sorted(bodies.items(), key=itemgetter(1))]),
    ]


def has_feed(choice: Choice, visitor: Visitor) -> bool:
    """Say whether there is a feed of a choice: it is read as by a stranger, to whom some addressees are not named."""
    stranger = visitor_on(None, visitor.at)
    if not choice.addressee:
        return True
    return number_now(choice.addressee, stranger) in names_of_asked(stranger, language())


@dataclass(frozen=True)
class Card:
    """A demand as a list shows it."""

    demand: Demand
    words: Words
    place: str
    number: str
    state: str
    state_words: str


def cards(demands: Sequence[Demand], at: datetime) -> list[Card]:
    states = states_of(demands, at)
    return [
        Card(
            demand,
            words_for(demand),
            place_words(demand.iso3),
            number_words(demand),
            states[demand.pk],
            str(STATE_WORDS[states[demand.pk]]),
        )
        for demand in demands
    ]


def table_rows(demands: Iterable[Demand]) -> Iterator[tuple[object, ...]]:
    """Yield demands as rows: nothing of who stands behind them, which depends on who reads."""
    yield (
        *(_("number"), _("country"), _("theme"), _("stage"), _("title"), _("ask")),
        *(_("fulfilled_when"), _("due_on"), _("agreed_on")),
    )
    for demand in demands:
        # The words take the places of the codes, which ``facts`` has in the order of the head above.
        row = facts(demand) | {
            "country": worded(demand.iso3, place_words(demand.iso3)),
            "theme": worded(demand.theme, demand.get_theme_display()),
            "stage": worded(demand.stage, demand.get_stage_display()),
        }
        yield tuple("" if value is None else value for value in row.values())


def facts(demand: Demand) -> dict[str, object]:
    words = words_for(demand)
    return {
        "number": demand.number,
        "country": demand.iso3,
        "theme": demand.theme,
        "stage": demand.stage,
        "title": words.title,
        "ask": words.ask,
        "fulfilled_when": words.fulfilled_when,
        "due_on": demand.due_on.isoformat(),
        "agreed_on": demand.agreed_at.date().isoformat() if demand.agreed_at else None,
    }


def feed_of(demands: Iterable[Demand], address: str, narrowed: str, query: str) -> str:
    """Return an Atom feed of public demands, the newest first; ``narrowed`` and ``query``: to which of them."""
    asked = f"?{query}" if query else ""
    feed = DatedFeed(
        title=narrowed_title(_("Demands of the network"), narrowed),
        link=address + asked,
        description=_("What member organisations ask of decision-makers, the newest first."),
        language=language(),
        feed_url=urljoin(address, reverse("demands:feed") + asked),
    )
    for demand in demands:
        words = words_for(demand)
        feed.add_item(
            title=words.title,
            link=urljoin(address, reverse("demands:demand", args=[demand.number])),
            description=words.ask,
            pubdate=demand.agreed_at,
            # Its end as well: whoever follows the feed is shown again what asks for nothing any more.
            updateddate=demand.ended_at or demand.agreed_at,
        )
    return feed.writeString("utf-8")


@dataclass(frozen=True)
class LateLetter:
    """A letter that is late, as the weekly sheet shows it."""

    number: int
    title: str
    key: UUID
    addressee: str
    letter: str
    state_words: str
    days: int
    member: str


def late_rows(letters: Iterable[Delivery], visitor: Visitor) -> list[LateLetter]:
    """Return letters that are late as they stand now, in their order."""
    listed = [shown(letter, visitor.at) for letter in letters]
    named = named_in(listed, visitor)
    return [_late(letter, visitor, named) for letter in listed]


def _late(one: DeliveryShown, visitor: Visitor, named: MemberNames) -> LateLetter:
    delivery, followed = one.delivery, one.followed
    on = day_there(delivery.institution, visitor.at)
    return LateLetter(
        delivery.demand.number,
        title_of(delivery.demand),
        delivery.pk,
        addressed_to(delivery, visitor, on),
        str(LETTER_WORDS[followed.history.letter]),
        str(LETTER_STATES[followed.state]),
        # By the day that it is where the body is, by which it is late.
        (on - followed.due_on).days if followed.due_on else 0,
        named.words(delivery.demand_id, delivery.member_id),
    )


def late_table(letters: QuerySet[Delivery], visitor: Visitor) -> Iterator[tuple[object, ...]]:
    yield (_("number"), _("title"), _("addressee"), _("letter"), _("state"), _("days_late"), _("member"))
    # So many letters are named together.
    parts = in_parts(whole(letters).iterator(chunk_size=AT_ONCE))
    for row in chain.from_iterable(late_rows(part, visitor) for part in parts):
        yield (row.number, row.title, row.addressee, row.letter, row.state_words, row.days, row.member)


@dataclass(frozen=True)
class AnsweringRow:
    """How an addressee or a country answers, in words and numbers."""

    name: str
    address: str
    found: Answering
    verdicts: str

    @property
    def is_median_few(self) -> bool:
        """Whether the days are the middle of so few answers that they say little."""
        return self.found.answered + self.found.refused < FEW


def country_rows(found: Iterable[Answering]) -> list[AnsweringRow]:
    listed = reverse("demands:demands")
    return [
        AnsweringRow(
            place_words(str(counts.key)),
            f"{listed}?country={counts.key}" if counts.key else "",
            counts,
            _verdicts(counts),
        )
        for counts in found
    ]


def institution_rows(found: list[Answering], visitor: Visitor) -> list[AnsweringRow]:
    names, listed = names_of([counts.key for counts in found]), reverse("demands:demands")
    return [
        AnsweringRow(
            names[counts.key].name_on(visitor.on),
            f"{listed}?addressee={names[counts.key].number}",
            counts,
            _verdicts(counts),
        )
        for counts in found
    ]


def _verdicts(one: Answering) -> str:
    words = dict(Reading.choices)
    return "; ".join(f"{words[Reading(reading)]}: {count}" for reading, count in one.verdicts)


def answering_table(rows: Iterable[AnsweringRow]) -> Iterator[tuple[object, ...]]:
    yield (
        *(_("name"), _("letters"), _("answered"), _("refused")),
        *(_("percent"), _("median_days"), _("verdicts")),
    )
    for row in rows:
        one = row.found
        percent, days = one.percent, one.median_days
        yield (
            row.name,
            one.letters,
            one.answered,
            one.refused,
            # An empty cell and no nought, which would say that nobody was answered.
            "" if percent is None else percent,
            "" if days is None else days,
            row.verdicts,
        )
