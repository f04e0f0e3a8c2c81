from collections.abc import Container

from anyascii import anyascii
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from tamyr.network.models import Member
from tamyr.network.models.members import best_of
from tamyr.network.services.members.facts import MemberProfile

# Without i, l, o, 0 and 1, which people confuse when they read an address out or copy it by hand.
TOKEN_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
LONGEST_SLUG = 60


def slug_for(member: Member, profile: MemberProfile) -> str:
    base = slug_base(member, profile)
    taken = Member.objects.filter(slug=base).exclude(pk=member.pk).values_list("slug", flat=True)
    return free_slug(base, set(taken))


def slug_base(member: Member, profile: MemberProfile) -> str:
    """Return what an address begins with: the name of a member in the open, nothing of a guarded one."""
    name, _language = best_of(profile.names, "en")
    return "" if member.is_guarded else slug_of(name)


def slug_of(name: str) -> str:
    """Return a name of any script as the end of an address: “Қазақстан” → “qazaqstan”."""
    return slugify(anyascii(name))[:LONGEST_SLUG].strip("-")


def free_slug(base: str, taken: Container[str]) -> str:
    if base and base not in taken:
        return base
    # Beside a name the token only tells namesakes apart; alone it must not be guessed.
    token = get_random_string(4 if base else 16, TOKEN_ALPHABET)
    return f"{base}-{token}" if base else token
