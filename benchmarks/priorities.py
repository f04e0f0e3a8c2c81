"""How quick a round of 200 proposals is for a network of 1,900 members: its list, the search for similar ones.

Run: ``python -m benchmarks.priorities`` from the root of the repository.
"""

import argparse
import os
import random
import time
from collections.abc import Callable
from statistics import median
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tamyr.config.settings.test")
MEMBERS, PROPOSALS, SUPPORTS, TIMES = 1_900, 200, 8_000, 7


def timed(name: str, act: Callable[[], object]) -> None:
    taken = []
    for _time in range(TIMES):
        begun = time.perf_counter()
        act()
        taken.append(1000 * (time.perf_counter() - begun))
    print(f"{name}: {median(taken):.0f} ms (first {taken[0]:.0f} ms)")


def main() -> None:
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext, setup_test_environment

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0)
    call_command("migrate", verbosity=0)
    standing, visitor = _filled()
    from tamyr.priorities.logic.similar.signals import signals_of
    from tamyr.priorities.pages.lists import ListChoice, chosen_page
    from tamyr.priorities.queries.rounds import members_that_spoke
    from tamyr.priorities.queries.similar import similar_to

    text = "Переобучение шахтёров и новые рабочие места в Караганде до 2030 года " * 20

    def search() -> object:
        return similar_to(standing, text, "KAZ", visitor, "ru")

    def fresh_search() -> object:
        signals_of.cache_clear()
        return search()

    timed(f"similar ones among {PROPOSALS}, nothing remembered", fresh_search)
    timed(f"similar ones among {PROPOSALS}", search)
    timed("one page of the list", lambda: chosen_page(standing, ListChoice(), visitor, "ru"))
    timed("what a desk asks", lambda: members_that_spoke([standing], visitor))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        chosen_page(standing, ListChoice(), visitor, "ru")
    print(f"queries of one page: {len(asked)}")


def _filled() -> tuple[Any, Any]:
    from datetime import UTC, datetime, timedelta
    from uuid import uuid4

    from tamyr.network.models import Country, Member, Visitor
    from tamyr.priorities.logic.similar.glossary import entries
    from tamyr.priorities.models import Proposal, Round, Support, Wording
    from tamyr.priorities.services.proposals import Words

    draw = random.Random(12)  # noqa: S311
    now = datetime.now(UTC)
    country = Country.objects.get(pk="KAZ")
    members = Member.objects.bulk_create(
        Member(slug=f"m-{n}", country=country, joined_on=now.date() - timedelta(days=400), exposure="network")
        for n in range(MEMBERS)
    )
    standing = Round.objects.create(
        form_key=uuid4(),
        number=1,
        stage="open",
        title_en="Round",
        title_ru="Раунд",
        made_at=now,
        opened_at=now,
        collects_until=now + timedelta(days=9),
        closes_at=now + timedelta(days=20),
    )
    phrases = [phrase for names in entries().values() for phrase in (*names["ru"], *names["en"])]
    proposals = Proposal.objects.bulk_create(
        Proposal(
            round=standing,
            place=n + 1,
            form_key=uuid4(),
            member=draw.choice(members),
            made_at=now,
            theme="just-transition",
            text_sha256="0" * 64,
        )
        for n in range(PROPOSALS)
    )
    for proposal in proposals:
        words = Words(" ".join(draw.sample(phrases, 5)), " ".join(draw.sample(phrases, 150)))
        Wording.objects.create(
            proposal=proposal,
            language="ru",
            version=1,
            words=words.as_json(),
            sha256=words.sha256,
            made_at=now,
        )
    pairs = {(draw.choice(proposals), draw.choice(members)) for _n in range(SUPPORTS)}
    Support.objects.bulk_create(
        Support(proposal=proposal, member=member, text_sha256="0" * 64, given_at=now)
        for proposal, member in pairs
    )
    return standing, Visitor(at=now)


if __name__ == "__main__":
    main()
