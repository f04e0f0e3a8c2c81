"""An adopted position as a paper to hand over: its words, who signed, the evidence it rests on, its hash."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tamyr.positions.pages import typesetting
from tamyr.positions.pages.public import PublicPage, how_adopted
from tamyr.positions.queries.quotes import Quotation
from tamyr.positions.queries.signatures import SignatureShown, SignaturesShown
from tamyr.procedures.pages import unnamed_lines

# What stands in place of a number before each line of a list or a quotation.
DASH = "–"


@dataclass(frozen=True)
class Annex:
    """A country's assessment as a paper quotes it."""

    country: str
    sentences: tuple[str, ...]
    where: str


@dataclass(frozen=True)
class Paper:
    """Everything a paper says, in words; ``lines`` are (number or ``DASH``, words, whether it is a heading)."""

    language: str
    title: str
    subtitle: str
    authority: str
    lines: tuple[tuple[str, str, bool], ...]
    signatures_heading: str
    signatures: tuple[str, ...]
    annex_heading: str
    annex_note: str
    annex: tuple[Annex, ...]
    hash_line: str
    address: str
    page_label: str
    made_at: datetime


def paper_of(page: PublicPage, origin: str) -> Paper:
    """Return an adopted position as a paper; ``origin``: the site's public address."""
    return Paper(
        language=page.language,
        title=page.title,
        subtitle=f"{_adopted_words(page)} {how_adopted(page.version)}",
        authority=authority_words(page),
        lines=tuple((line.number, line.wording.text, line.is_heading) for line in page.lines),
        signatures_heading=_("Signed by"),
        signatures=tuple(signature_lines(page.signatures)),
        annex_heading=_("Evidence"),
        annex_note=_("Each assessment is quoted in one version, which never changes."),
        annex=tuple(_annexed(quoted, origin) for quoted in page.quotes),
        hash_line=_("SHA-256 of the adopted text: %(hash)s") % {"hash": page.version.text_hash},
        address=origin + reverse("positions:position", args=[page.position.number]),
        # The typesetter fills these in: nobody else knows how many pages there are.
        page_label=_("page {page} of {pages}"),
        # The day of the adoption and not today: the same words always make the same bytes.
        made_at=datetime.combine(page.adopted_on, time(), UTC),
    )


def _adopted_words(page: PublicPage) -> str:
    said = {
        "number": page.position.number,
        "version": page.version.number,
        "day": date_format(page.adopted_on),
        "scope": page.scope,
    }
    return (
        _("Position %(number)s, version %(version)s. Adopted on %(day)s. Whose position it is: %(scope)s.")
        % said
    )


def _annexed(quoted: Quotation, origin: str) -> Annex:
    said = {"version": quoted.version, "day": date_format(quoted.made_on), "address": origin + quoted.address}
    return Annex(quoted.country, quoted.sentences, _("Version %(version)s of %(day)s: %(address)s") % said)


def authority_words(page: PublicPage) -> str:
    """Say which language counts, and what this one is."""
    names = {"en": _("English"), "ru": _("Russian")}
    counting = names[page.position.authoritative]
    if page.is_authoritative:
        return _("The text that counts is this one: %(language)s.") % {"language": counting}
    if page.is_bound:
        return _(
            "This is a translation that was adopted with the text; in doubt this one counts: %(language)s."
        ) % {"language": counting}
    return _("This translation was made after the adoption; in doubt this text counts: %(language)s.") % {
        "language": counting
    }


def signature_lines(signatures: SignaturesShown) -> list[str]:
    """Return the signatures as lines: names, what was withdrawn, and the others counted."""
    lines = [signature_line(shown) for shown in (*signatures.named, *signatures.withdrawn)]
    return [*lines, *unnamed_lines(signatures)] or [_("Nobody has signed it yet.")]


def signature_line(shown: SignatureShown) -> str:
    signature, words = shown.signature, f"{shown.member.name}, {shown.member.country.name}"
    if signature.withdrawn_on is not None:
        day = date_format(signature.withdrawn_on)
        return _("%(member)s (withdrawn on %(day)s)") % {"member": words, "day": day}
    if signature.is_late and signature.signed_on is not None:
        day = date_format(signature.signed_on)
        return _("%(member)s (signed later, on %(day)s)") % {"member": words, "day": day}
    return words


def hand_over_text(paper: Paper) -> str:
    """Return a paper as plain text, to be read out, sent or pasted."""
    words = [_line(*line) for line in paper.lines]
    annex = ["\n".join((quoted.country, *quoted.sentences, quoted.where)) for quoted in paper.annex]
    parts = [
        paper.title,
        paper.subtitle,
        paper.authority,
        *words,
        "\n".join((paper.signatures_heading, *(f"{DASH} {line}" for line in paper.signatures))),
        *((f"{paper.annex_heading}. {paper.annex_note}", *annex) if annex else ()),
        paper.hash_line,
        paper.address,
    ]
    return "\n\n".join(parts) + "\n"


def _line(number: str, text: str, is_heading: bool) -> str:
    if not number:
        # Plain text has no other way to show a heading.
        return text.upper() if is_heading else text
    return f"{number} {text}" if number == DASH else f"{number}. {text}"


def typeset(paper: Paper) -> bytes:
    """Return a paper as PDF/UA-1, byte-identical for the same words."""
    # A moment is no JSON: the typesetter gets it beside the words.
    words = {**asdict(paper), "made_at": "", "author": _("Tamyr")}
    return typesetting.typeset(
        "positions", "position.typ", {"paper": words}, paper.made_at, adopted=("title", "lines")
    )
