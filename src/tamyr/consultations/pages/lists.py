"""The calendar of consultations with its choices, and the same as a table, a feed and an iCalendar file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from climate_pathways.core.countries import COUNTRIES
from tamyr.addressees.pages.words import WAY_WORDS
from tamyr.consultations.logic.standing import ANNOUNCED, OPEN, days_left
from tamyr.consultations.models import Consultation, Kind
from tamyr.consultations.pages.words import STANDING_WORDS, STATE_WORDS, place_words
from tamyr.consultations.queries.consultations import STATES, Choice
from tamyr.consultations.queries.texts import Words, address_of, end_words, title_of, words_for
from tamyr.network.logic.calendar_file import Entry, calendar_file
from tamyr.network.logic.country_names import countries_by_name
from tamyr.network.models import Visitor
from tamyr.network.models.vocabularies import Theme
from tamyr.network.queries.member_entry import language_name
from tamyr.shared.answers import DatedFeed, narrowed_title, worded
from tamyr.shared.choices import Select, narrowed_to, one_of, page_number, query_of
from tamyr.shared.languages import language

ASKED_EVERY = timedelta(hours=12)
# What of a choice a feed and a calendar keep.
FOLLOWED = ("country", "theme", "kind")


def read_choice(asked: Mapping[str, str]) -> Choice:
    """Return what an address chooses; raise ``UnknownChoice`` for what is not offered."""
    return Choice(
        country=one_of(asked.get("country", "").upper(), COUNTRIES),
        theme=one_of(asked.get("theme", ""), Theme.values),
        kind=one_of(asked.get("kind", ""), Kind.values),
        state=one_of(asked.get("state", ""), STATES),
        page=page_number(asked.get("page", "1")),
    )


def query_followed(choice: Choice) -> str:
    """Return the part of an address that a feed and a calendar keep; what is over leaves them by itself."""
    return query_of(choice, *FOLLOWED)


def narrowed_words(choice: Choice) -> str:
    """Say what a feed and a calendar are narrowed to."""
    return narrowed_to(select for select in selects(choice) if select.name in FOLLOWED)


def selects(choice: Choice) -> list[Select]:
    every = ("", _("all"))
    return [
        Select("country", _("Country"), choice.country, [every, *countries_by_name(COUNTRIES, language())]),
        Select(
            "theme", _("Theme"), choice.theme, [every, *((code, str(word)) for code, word in Theme.choices)]
        ),
        Select(
            "kind", _("What it is"), choice.kind, [every, *((code, str(word)) for code, word in Kind.choices)]
        ),
        Select(
            "state",
            _("When"),
            choice.state or STATES[0],
            [(code, str(STATE_WORDS[code])) for code in STATES],
        ),
    ]


@dataclass(frozen=True)
class Card:
    """A consultation as a list shows it."""

    consultation: Consultation
    words: Words
    place: str
    body: str
    standing: str
    end: str
    left: str


def card_of(consultation: Consultation, visitor: Visitor) -> Card:
    standing = consultation.standing_at(visitor.at)
    return Card(
        consultation=consultation,
        words=words_for(consultation),
        place=place_words(consultation.iso3),
        body=consultation.institution.name_on(visitor.on),
        standing=str(STANDING_WORDS[standing]),
        # By the clock alone: the day of one that was called off is over as well.
        end=end_words(consultation, is_over=visitor.at >= consultation.closes_at),
        left=left_words(visitor.at, consultation) if standing in (ANNOUNCED, OPEN) else "",
    )


def left_words(now: datetime, consultation: Consultation) -> str:
    days = days_left(now, consultation.closes_at)
    if days == 0:
        return _("less than a day left")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


def facts(consultation: Consultation, at: datetime) -> dict[str, object]:
    """Return what a file tells of a consultation: nothing of who takes part, which depends on who reads."""
    words = words_for(consultation)
    return {
        "number": consultation.number,
        "country": consultation.iso3,
        "theme": consultation.theme,
        "kind": consultation.kind,
        "standing": consultation.standing_at(at),
        "body": consultation.institution.name_on(at.date()),
        "title": words.title,
        "summary": words.summary,
        "opens_on": consultation.opens_on.isoformat() if consultation.opens_on else None,
        "closes_at": consultation.closes_there.isoformat(),
        "zone": consultation.zone,
        "how": consultation.way,
        "address": consultation.address,
        "languages": consultation.languages,
        # Zero says that no limit is known: as a number it would say that nothing is taken.
        "limit": consultation.limit or None,
        "who_may": words.who_may,
        "ground": words.ground,
        "documents": " ".join(consultation.document_addresses),
        "source": consultation.source_url,
        "seen_on": consultation.source_seen_on.isoformat(),
        "outcome": consultation.outcome_url,
    }


def table_rows(consultations: Iterable[Consultation], at: datetime) -> Iterator[tuple[object, ...]]:
    # In the order of ``facts``: heads and values meet by their places alone.
    yield (
        *(
            _("number"),
            _("country"),
            _("theme"),
            _("kind"),
            _("standing"),
            _("body"),
            _("title"),
            _("summary"),
        ),
        *(_("opens_on"), _("closes_at"), _("zone"), _("how"), _("address"), _("languages"), _("limit")),
        *(_("who_may"), _("ground"), _("documents"), _("source"), _("seen_on"), _("outcome")),
    )
    for consultation in consultations:
        told = facts(consultation, at) | _worded_facts(consultation, at)
        yield tuple("" if value is None else value for value in told.values())


def _worded_facts(consultation: Consultation, at: datetime) -> dict[str, object]:
    standing = consultation.standing_at(at)
    names = ", ".join(language_name(code, language()) for code in consultation.language_codes)
    return {
        "country": worded(consultation.iso3, place_words(consultation.iso3)),
        "theme": worded(consultation.theme, consultation.get_theme_display()),
        "kind": worded(consultation.kind, consultation.get_kind_display()),
        "standing": worded(standing, STANDING_WORDS[standing]),
        "how": worded(consultation.way, WAY_WORDS[consultation.way]),
        "languages": worded(consultation.languages, names),
    }


def feed_of(consultations: Iterable[Consultation], origin: str, listed: str, own: str, narrowed: str) -> str:
    """Return an Atom feed, the newest first; ``listed`` is the page of the same choice, ``own`` the feed's address."""
    feed = DatedFeed(
        title=narrowed_title(_("Consultations and hearings"), narrowed),
        link=origin + listed,
        description=_("What public bodies ask the public, the newest first."),
        language=language(),
        feed_url=origin + own,
    )
    for consultation in consultations:
        feed.add_item(
            title=title_of(consultation),
            link=origin + address_of(consultation),
            description=f"{end_words(consultation)} {words_for(consultation).summary}",
            pubdate=consultation.recorded_at,
            updateddate=consultation.changed_at,
        )
    return feed.writeString("utf-8")


def ical_of(consultations: Iterable[Consultation], origin: str, narrowed: str = "") -> str:
    """Return an iCalendar file: of each its end, a hearing's beginning; one that was called off is told as that."""
    entries = [_entry(consultation, origin) for consultation in consultations]
    return calendar_file(
        entries,
        name=narrowed_title(_("Consultations and hearings"), narrowed),
        asked_every=ASKED_EVERY,
    )


def _entry(consultation: Consultation, origin: str) -> Entry:
    words = words_for(consultation)
    return Entry(
        uid=f"consultation-{consultation.pk}",
        # The end as it is recorded: what one person says of it no server of others is told.
        due_at=consultation.closes_at,
        summary=f"{capfirst(consultation.get_kind_display())}: {words.title}",
        changed_at=consultation.changed_at,
        # A calendar takes a changed entry for newer by this number alone.
        sequence=len(consultation.moves.all()) * 2 + (consultation.cancelled_at is not None),
        description=f"{end_words(consultation)}\n{WAY_WORDS[consultation.way]}: {consultation.address}",
        address=origin + address_of(consultation),
        is_over=consultation.cancelled_at is not None,
        # Made of public rows alone, whoever asks: servers of others keep what they fetch.
        is_public=True,
    )
