from datetime import date

from tamyr.network.logic.member_entry import LANGUAGES, Entry
from tamyr.network.models import Country
from tamyr.network.services.members import MemberFacts, MemberProfile


def facts_from(entry: Entry, *, status_from_on: date | None) -> MemberFacts:
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
    return MemberFacts(
        profile=profile,
        country=Country(pk=str(entry["country"])),
        status=str(entry["status"]),
        status_from_on=status_from_on,
        exposure=str(entry["exposure"]),
        joined_on=date.fromisoformat(str(entry["joined_on"])),
        left_on=date.fromisoformat(str(entry["left_on"])) if entry["left_on"] else None,
    )
