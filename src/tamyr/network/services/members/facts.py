from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from tamyr.network.logic.member_entry import LANGUAGES, Entry
from tamyr.network.models import Country
from tamyr.network.models.members import Status
from tamyr.safety.models import ExposureLevel


@dataclass(frozen=True)
class MemberProfile:
    """What a member is called and says of itself, by language; its site and themes."""

    names: dict[str, str]
    stories: dict[str, str] = field(default_factory=dict)
    site: str = ""
    themes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "names": self.names,
            "stories": self.stories,
            "site": self.site,
            "themes": sorted(self.themes),
        }


@dataclass(frozen=True)
class MemberFacts:
    """Everything the register holds of a member."""

    profile: MemberProfile
    country: Country
    joined_on: date
    left_on: date | None = None
    status: str = Status.ACTIVE
    status_from_on: date | None = None
    exposure: str = ExposureLevel.NETWORK

    @classmethod
    def of(cls, entry: Entry, *, status_from_on: date | None) -> Self:
        """Return the facts that an entry of the register states."""
        words = {
            kind: {code: str(entry[f"{kind}_{code}"]) for code in LANGUAGES if entry.get(f"{kind}_{code}")}
            for kind in ("name", "story")
        }
        profile = MemberProfile(
            names=words["name"],
            stories=words["story"],
            site=str(entry["site"]),
            themes=tuple(entry["themes"]),
        )
        return cls(
            profile=profile,
            # By its key alone: a table of ten thousand rows asks the database for no country.
            country=Country(pk=str(entry["country"])),
            status=str(entry["status"]),
            status_from_on=status_from_on,
            exposure=str(entry["exposure"]),
            joined_on=date.fromisoformat(str(entry["joined_on"])),
            left_on=date.fromisoformat(str(entry["left_on"])) if entry["left_on"] else None,
        )


def membership_of(facts: MemberFacts) -> dict[str, str]:
    """Return the status and dates that facts state, as ``Member.membership`` has them."""
    left = facts.left_on.isoformat() if facts.left_on else ""
    return {"status": facts.status, "joined_on": facts.joined_on.isoformat(), "left_on": left}


def in_codes(facts: MemberFacts) -> dict[str, str | int | bool | None]:
    return {
        "country": facts.country.pk,
        "exposure": facts.exposure,
        "status": facts.status,
        "joined_on": facts.joined_on.isoformat(),
        "left_on": facts.left_on.isoformat() if facts.left_on else None,
    }
