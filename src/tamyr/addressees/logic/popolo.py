"""The directory in the field names of Popolo: organizations, posts, persons, memberships, contact details, sources.

What Popolo has no name for stands under names of our own, said in the guide. A file is understood whole, or
refused with the place of what is not: whatever it says of a person beyond name and office is not taken.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tamyr.addressees.logic.rows import Facts, FileRow, name_key

MOST_ROWS = 3000
# Refused in words of their own, though any unknown name is: whoever sends such a file is to know why.
PRIVATE = ("birth_date", "death_date", "gender", "contact_details", "email", "image", "national_identity")


class PopoloFault(ValueError):
    """A file says something that is not understood; ``place`` is where, ``found`` what stands there.

    ``expected`` has its words in ``pages.words``, with places for ``values``.
    """

    def __init__(self, place: str, found: str, expected: str, **values: object) -> None:
        super().__init__(f"{place}: {found}")
        self.place, self.found, self.expected, self.values = place, found[:80], expected, values


def written(rows: Iterable[FileRow]) -> dict[str, list[dict[str, Any]]]:
    """Return rows as a Popolo document."""
    document: dict[str, list[dict[str, Any]]] = {
        "organizations": [],
        "posts": [],
        "persons": [],
        "memberships": [],
    }
    by_key: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row.subject == "body":
            by_key[row.key] = _organization(row)
            document["organizations"].append(by_key[row.key])
        elif row.subject == "name":
            # Behind its body, whose object it is put into: rows come in that order.
            by_key[row.of]["names"].append(
                _dated(row.facts, {"lang": row.facts["language"], "name": row.facts["name"]})
            )
        elif row.subject == "office":
            document["posts"].append(_post(row))
        elif row.subject == "channel":
            by_key[row.of]["contact_details"].append(_contact(row))
        else:
            # By the key of the holding: no file tells that two offices are held by the same person.
            document["persons"].append({"id": row.key, "name": row.facts["name"]})
            membership = {"id": row.key, "post_id": row.of, "person_id": row.key, **_known(row.facts)}
            document["memberships"].append(_dated(row.facts, membership))
    return document


def _known(facts: Facts) -> dict[str, Any]:
    source = {"url": facts["source_url"], "seen_on": facts["source_seen_on"]}
    return {"status": facts["status"], "sources": [source] if facts["source_url"] else []}


def _dated(facts: Facts, found: dict[str, Any]) -> dict[str, Any]:
    # Null where it is not known, as an empty text is no day in Popolo.
    return found | {"start_date": facts["from_on"] or None, "end_date": facts["until_on"] or None}


def _organization(row: FileRow) -> dict[str, Any]:
    facts = row.facts
    return {
        "id": row.key,
        "classification": facts["kind"],
        "parent_id": facts["parent"] or None,
        "area_id": facts["iso3"],
        "level": facts["level"],
        "languages": facts["languages"].split(),
        "founding_date": facts["founded_on"] or None,
        "dissolution_date": facts["dissolved_on"] or None,
        "links": [{"url": facts["website"]}] if facts["website"] else [],
        "names": [],
        "contact_details": [],
        **_known(facts),
    }


def _post(row: FileRow) -> dict[str, Any]:
    facts = row.facts
    found = {"id": row.key, "organization_id": row.of, "role": facts["kind"], "labels": facts["titles"]}
    return _dated(facts, found | _known(facts))


def _contact(row: FileRow) -> dict[str, Any]:
    facts = row.facts
    found = {
        "id": row.key,
        "type": facts["way"],
        "value": facts["value"],
        "letter": facts["letter"],
        "post_id": facts["office"] or None,
        "languages": facts["languages"].split(),
        "lawful": facts["is_lawful"],
        "fields": facts["fields"],
        "note": facts["checklist"],
        "warning": facts["warning"],
        **_known(facts),
    }
    return found | {"valid_from": facts["from_on"] or None, "valid_until": facts["until_on"] or None}


def read(document: object) -> list[FileRow]:
    """Return the rows of a Popolo document; raise ``PopoloFault`` with the place of what is not understood."""
    top = Part(document, "file")
    persons = {}
    rows: list[FileRow] = []
    for part in top.parts("organizations"):
        rows += part.organization()
    rows += [part.post() for part in top.parts("posts")]
    for part in top.parts("persons"):
        key, name = part.person()
        persons[key] = name
    rows += [part.membership(persons) for part in top.parts("memberships")]
    top.done()
    if len(rows) > MOST_ROWS:
        raise PopoloFault("file", str(len(rows)), "at most %(count)s rows", count=MOST_ROWS)
    return _parents_first(rows)


def _parents_first(rows: Sequence[FileRow]) -> list[FileRow]:
    """Return rows so that each stands after the ones it hangs on."""
    order = {"body": 0, "name": 1, "office": 2, "holder": 3, "channel": 4}
    return sorted(rows, key=lambda row: order[row.subject])


class Part:
    """Takes one object of a document apart and refuses what is left over."""

    def __init__(self, found: object, place: str) -> None:
        self.place = place
        if not isinstance(found, Mapping):
            raise self.fault(found, "an object with names and values")
        self.entry = dict(found)

    def fault(self, found: object, expected: str) -> PopoloFault:
        return PopoloFault(self.place, str(found), expected)

    def text(self, name: str) -> str:
        # Null is as good as nothing: so Popolo writes what is not known.
        value = self.entry.pop(name, None)
        if value is not None and not isinstance(value, str):
            raise PopoloFault(f"{self.place}.{name}", str(value), "a text")
        return value or ""

    def key(self) -> str:
        value = self.text("id")
        if not value:
            raise self.fault("–", "an id")
        return value

    def parts(self, name: str) -> "list[Part]":
        value = self.entry.pop(name, None) or []
        if not isinstance(value, list):
            raise PopoloFault(f"{self.place}.{name}", str(value), "a list")
        return [
            Part(entry, f"{name}[{number}]" if self.place == "file" else f"{self.place}.{name}[{number}]")
            for number, entry in enumerate(value)
        ]

    def texts(self, name: str) -> str:
        value = self.entry.pop(name, None) or []
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise PopoloFault(f"{self.place}.{name}", str(value), "a list of texts")
        return " ".join(value)

    def words(self, name: str) -> dict[str, str]:
        value = self.entry.pop(name, None) or {}
        if not isinstance(value, Mapping) or not all(isinstance(text, str) for text in value.values()):
            raise PopoloFault(f"{self.place}.{name}", str(value), "texts by language")
        if unknown := sorted(set(value) - {"en", "ru"}):
            raise PopoloFault(f"{self.place}.{name}", ", ".join(map(str, unknown)), "en, ru")
        return dict(value)

    def one(self, name: str) -> "Part | None":
        found = self.parts(name)
        if len(found) > 1:
            raise PopoloFault(f"{self.place}.{name}", str(len(found)), "one entry at most")
        return found[0] if found else None

    def known(self) -> Facts:
        facts = {"status": self.text("status") or "unverified", "source_url": "", "source_seen_on": ""}
        source = self.one("sources")
        if source is not None:
            facts |= {"source_url": source.text("url"), "source_seen_on": source.text("seen_on")}
            # Fields of Popolo’s own that say nothing which is kept here are read and left, as this one.
            source.text("note")
            source.done()
        return facts

    def dated(self, first: str = "start_date", last: str = "end_date") -> Facts:
        return {"from_on": self.text(first), "until_on": self.text(last)}

    def done(self) -> None:
        for name in PRIVATE:
            if name in self.entry:
                raise PopoloFault(f"{self.place}.{name}", name, "nothing of a person but the name in office")
        if self.entry:
            name = sorted(map(str, self.entry))[0]
            raise PopoloFault(f"{self.place}.{name}", name, "a name that the guide lists")

    def organization(self) -> list[FileRow]:
        key, link = self.key(), self.one("links")
        facts = {
            "iso3": self.text("area_id"),
            "level": self.text("level"),
            "kind": self.text("classification"),
            "parent": self.text("parent_id"),
            "website": link.text("url") if link else "",
            "languages": self.texts("languages"),
            "founded_on": self.text("founding_date"),
            "dissolved_on": self.text("dissolution_date"),
            **self.known(),
        }
        if link:
            link.text("note")
            link.done()
        names, contacts = self.parts("names"), self.parts("contact_details")
        if not names:
            raise self.fault("–", "a name")
        self.done()
        return [
            FileRow("body", key, "", facts, self.place),
            *(part.name_row(key) for part in names),
            *(part.contact(key) for part in contacts),
        ]

    def name_row(self, of: str) -> FileRow:
        facts = {"language": self.text("lang"), "name": self.text("name"), **self.dated()}
        self.done()
        return FileRow("name", name_key(of, facts), of, facts, self.place)

    def post(self) -> FileRow:
        key, of = self.key(), self.text("organization_id")
        facts = {"kind": self.text("role"), "titles": self.words("labels"), **self.dated(), **self.known()}
        self.done()
        return FileRow("office", key, of, facts, self.place)

    def person(self) -> tuple[str, str]:
        found = self.key(), self.text("name")
        # By a page of their own nobody holds an office: what counts is that of the membership.
        self.known()
        self.done()
        return found

    def membership(self, persons: Mapping[str, str]) -> FileRow:
        key, post, person = self.key(), self.text("post_id"), self.text("person_id")
        # The post says it already.
        self.text("organization_id")
        if person not in persons:
            raise PopoloFault(f"{self.place}.person_id", person, "the id of a person of the file")
        facts = {"name": persons[person], **self.dated(), **self.known()}
        self.done()
        return FileRow("holder", key, post, facts, self.place)

    def contact(self, of: str) -> FileRow:
        key, lawful = self.key(), self.entry.pop("lawful", None)
        # To Python 1 equals True: a number would pass for a yes.
        if lawful not in (True, False, None) or isinstance(lawful, int) and not isinstance(lawful, bool):
            raise PopoloFault(f"{self.place}.lawful", str(lawful), "true, false or null")
        facts = {
            "letter": self.text("letter"),
            "way": self.text("type"),
            "value": self.text("value"),
            "languages": self.texts("languages"),
            "is_lawful": lawful,
            "fields": [part.field() for part in self.parts("fields")],
            "checklist": self.words("note"),
            "warning": self.words("warning"),
            "office": self.text("post_id"),
            **self.dated("valid_from", "valid_until"),
            **self.known(),
        }
        self.text("label")
        self.done()
        return FileRow("channel", key, of, facts, self.place)

    def field(self) -> dict[str, object]:
        name, limit = self.text("name"), self.entry.pop("limit", 0)
        if type(limit) is not int or not 0 <= limit < 10**6:
            raise PopoloFault(f"{self.place}.limit", str(limit), "a number of characters")
        self.done()
        return {"name": name, "limit": limit}
