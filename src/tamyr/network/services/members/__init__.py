"""The register's members: what is known of one, how it is entered, changed and hidden."""

from tamyr.network.services.members.addresses import TOKEN_ALPHABET, slug_of
from tamyr.network.services.members.changing import (
    NobodyLeft,
    StaleVersion,
    TakesTwo,
    change_as_agreed,
    change_member,
    hold_mandates,
)
from tamyr.network.services.members.entering import register_member, register_members
from tamyr.network.services.members.facts import MemberFacts, MemberProfile, membership_of
from tamyr.network.services.members.statuses import bring_statuses_in_step

__all__ = [
    "TOKEN_ALPHABET",
    "MemberFacts",
    "MemberProfile",
    "NobodyLeft",
    "StaleVersion",
    "TakesTwo",
    "bring_statuses_in_step",
    "change_as_agreed",
    "change_member",
    "hold_mandates",
    "membership_of",
    "register_member",
    "register_members",
    "slug_of",
]
