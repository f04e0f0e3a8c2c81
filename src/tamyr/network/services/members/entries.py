"""How facts are put into the rows of a member: in the open, or encrypted where it is guarded."""

import json
from datetime import date, datetime

from django.utils.translation import gettext as _

from tamyr.network.logic.name_order import sort_text
from tamyr.network.models import Member, MembershipStatus, MemberTheme, MemberWords
from tamyr.network.rules import MayNot
from tamyr.network.services.members.addresses import slug_for
from tamyr.network.services.members.facts import MemberFacts, MemberProfile
from tamyr.safety.models import is_sealed


def write_entry(member: Member, facts: MemberFacts, at: datetime) -> None:
    was_guarded = member.is_guarded
    member.country, member.joined_on, member.left_on = facts.country, facts.joined_on, facts.left_on
    if member.locked_at is None:
        member.exposure = facts.exposure
    else:
        member.returns_as = facts.exposure
    # A new name keeps the old address, which others have linked to. Going into hiding or coming out of it
    # gives a new one: whoever knew the old one learns nothing by it.
    if member.is_guarded != was_guarded:
        member.slug = slug_for(member, facts.profile)
    put_profile(member, facts.profile)
    member.version += 1
    member.save()
    _put_words(member, facts.profile)
    _put_status(member, facts, at.date())


def put_profile(member: Member, profile: MemberProfile) -> None:
    if is_sealed(member.guarded):
        raise MayNot(
            _(
                "What is kept of this member does not open, and is not written over. Ask whoever keeps the keys."
            )
        )
    # One of the two places is always emptied: a word left in the open would undo the hiding.
    member.guarded = json.dumps(profile.as_dict(), ensure_ascii=False) if member.is_guarded else ""
    member.site = "" if member.is_guarded else profile.site


def _put_words(member: Member, profile: MemberProfile) -> None:
    # Also where it stays in the open: a language that was taken out must not remain.
    member.words.all().delete()
    member.themes.all().delete()
    if member.is_guarded:
        return
    MemberWords.objects.bulk_create(words_of(member, profile))
    MemberTheme.objects.bulk_create(themes_of(member, profile))


def words_of(member: Member, profile: MemberProfile) -> list[MemberWords]:
    return [
        MemberWords(
            member=member,
            language=code,
            name=name,
            story=profile.stories.get(code, ""),
            sorted_as=sort_text(name),
        )
        for code, name in profile.names.items()
    ]


def themes_of(member: Member, profile: MemberProfile) -> list[MemberTheme]:
    return [MemberTheme(member=member, theme=theme) for theme in profile.themes]


def _put_status(member: Member, facts: MemberFacts, today: date) -> None:
    latest = member.statuses.filter(from_on__lte=today).last() or member.statuses.last()
    if latest is None or latest.status != facts.status:
        from_on = facts.status_from_on or (today if latest else facts.joined_on)
        # Of two changes that hold from one day the later one stays: the database keeps one status a day.
        MembershipStatus.objects.update_or_create(
            member=member, from_on=from_on, defaults={"status": facts.status}
        )
    # What is set for a later day does not hold yet: ``bring_statuses_in_step`` lets it in on that day.
    now = member.statuses.filter(from_on__lte=today).last()
    Member.objects.filter(pk=member.pk).update(status=now.status if now else facts.status)
    member.status = now.status if now else facts.status
