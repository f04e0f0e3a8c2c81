"""An open decision of many organisations, and what became of its ballots, for ``benchmarks.cast`` and its trial.

python -m benchmarks.electorate --fill 500      # on the site that the environment names
python -m benchmarks.electorate --count         # closes it by its own clock, counts, and tells what is there
"""

import argparse
import json
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from benchmarks.parts.arguments import at_least

OPTIONS = 12
OPEN_FOR = timedelta(days=14)


def fill(voters: int) -> dict[str, Any]:
    """Register organisations with a delegate each, and open a decision; return its number and who may speak."""
    from benchmarks.network import sessions
    from tamyr.accounts.models import Person
    from tamyr.decisions.services.preparing import Draft, announce_decision, draft_decision, open_decision
    from tamyr.network.models import Country, Mandate, Member
    from tamyr.network.services.members import MemberFacts, MemberProfile, register_members
    from tamyr.procedures.queries import database_now

    at = datetime.now(tz=UTC)
    places = list(Country.objects.filter(pk__in=["KAZ", "GEO", "ARM", "AZE", "BLR", "KGZ", "MDA", "UKR"]))
    facts = [
        MemberFacts(
            MemberProfile(names={"en": f"Example Voter {n}", "ru": f"Пример Голос {n}"}),
            places[n % len(places)],
            date(2012, 1, 1),
        )
        for n in range(voters)
    ]
    register_members(entered=facts, actor=None, at=at)
    members = list(Member.objects.order_by("slug"))
    keys = sessions(members[0], at)
    keeper = Person.objects.get(sign_in_name="example-coordinator").pk
    people = [Person.objects.create_user(f"example-voter-{n}", made_at=at) for n in range(voters)]
    Mandate.objects.bulk_create(
        Mandate(person=person, member=member, from_on=date(2020, 1, 1))
        for person, member in zip(people, members, strict=True)
    )
    draft = Draft(
        question_en="Which priorities?",
        question_ru="Какие приоритеты?",
        words_en="",
        words_ru="",
        authoritative="en",
        rule={"name": "equal-shares", "version": 1, "seats": 4, "endowment": "member"},
        options=[(f"Priority no. {n}", f"Приоритет № {n}", None) for n in range(1, OPTIONS + 1)],
        closes_at=at + OPEN_FOR,
        zone="UTC",
        outside="ballots",
    )
    made = draft_decision(draft=draft, form_key=uuid4(), actor=keeper, at=at)
    announce_decision(decision=made, actor=keeper, at=at)
    open_decision(decision=made, actor=keeper, clock=database_now)
    return {
        "number": made.number,
        "coordinator": keys["coordinator"],
        "voters": [
            {"member": str(member.pk), "person": str(person.pk)}
            for person, member in zip(people, members, strict=True)
        ],
    }


def add_sessions(told: dict[str, Any]) -> dict[str, Any]:
    """Sign everybody in, each on a device of their own."""
    from django.conf import settings
    from django.test import Client

    from tamyr.accounts.models import Person

    people = Person.objects.in_bulk([voter["person"] for voter in told["voters"]])
    by_key = {str(key): person for key, person in people.items()}
    for voter in told["voters"]:
        client = Client()
        client.force_login(by_key[voter["person"]])
        voter["session"] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return told


def count() -> dict[str, Any]:
    """Close the decision by a clock that has come to its close, count it and tell what is there."""
    from django.test import Client

    from tamyr.decisions.models import Ballot, BallotVersion, Decision
    from tamyr.decisions.services.closing import see_to_decisions
    from tamyr.safety.models import AuditLine
    from tamyr.safety.queries import act_of, chain_faults

    running = Decision.objects.get()
    see_to_decisions(clock=lambda: running.closes_at)
    decided = Decision.objects.get()
    labels = {seat.label: str(seat.member_id) for seat in decided.seats.all()}
    inside = json.loads(decided.file.inside)["body"]
    page = Client().get(f"/en/decisions/{decided.number}/", headers={"host": "127.0.0.1"}).content.decode()
    versions = Counter(str(key) for key in BallotVersion.objects.values_list("member_id", flat=True))
    return {
        "stage": decided.stage,
        "kept": Ballot.objects.count(),
        "counted": [[labels[line["voter"]], line["choice"]] for line in inside["ballots"]],
        "versions": versions,
        "lines": sum(act_of(line)[0] == "decision.cast" for line in AuditLine.objects.all()),
        "faults": len([*chain_faults()]),
        "outside": decided.file.outside,
        "hash": decided.file.outside_sha256,
        "page": page,
    }


def main() -> None:
    import django

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    step = parser.add_mutually_exclusive_group(required=True)
    step.add_argument("--fill", type=at_least(1), metavar="VOTERS")
    step.add_argument("--count", action="store_true")
    chosen = parser.parse_args()
    django.setup()
    json.dump(count() if chosen.count else add_sessions(fill(chosen.fill)), sys.stdout)


if __name__ == "__main__":
    main()
