"""Who signed a position, as one visitor may know it: named where that is theirs to know, else counted."""

from dataclasses import dataclass
from uuid import UUID

from tamyr.network.logic.country_names import country_name
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.members import members_visible_to
from tamyr.positions.models import Signature, Step, Version
from tamyr.procedures.logic.groups import UnnamedSignatures, total_of
from tamyr.procedures.queries import without_names
from tamyr.procedures.rules import organisations_heard
from tamyr.shared.languages import language


@dataclass(frozen=True)
class SignatureShown:
    signature: Signature
    member: Member


@dataclass(frozen=True)
class SignaturesShown:
    """What a visitor may know: names, those that were withdrawn, and counts of the unnamed with countries' names."""

    named: tuple[SignatureShown, ...]
    withdrawn: tuple[SignatureShown, ...]
    unnamed: UnnamedSignatures | None
    by_country: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int | None:
        return total_of(len(self.named), self.unnamed)


def signatures_of(version: Version, visitor: Visitor) -> SignaturesShown:
    """Return the signatures; on the list of all a sealed one is named to nobody, not even to its own people."""
    signatures = list(version.signatures.exclude(step=Step.APPROVED))
    open_ones = [signature.member_id for signature in signatures if not signature.is_sealed]
    known = members_visible_to(visitor).prefetch_related("words").in_bulk(open_ones)
    shown = sorted(
        (
            SignatureShown(signature, known[signature.member_id])
            for signature in signatures
            if signature.member_id in known
        ),
        key=lambda line: (line.member.country_id, line.member.name),
    )
    # Who signed by name and hides since is counted among the unnamed for whoever may not know it now.
    counted = _unnamed(version, visitor, signatures, set(known))
    names = [
        (country_name(country, language()), count)
        for country, count in (counted.by_country if counted else ())
    ]
    return SignaturesShown(
        named=tuple(line for line in shown if line.signature.step == Step.SIGNED),
        withdrawn=tuple(line for line in shown if line.signature.step == Step.WITHDRAWN),
        unnamed=counted,
        by_country=tuple(sorted(names)),
    )


def _unnamed(
    version: Version, visitor: Visitor, signatures: list[Signature], known: set[UUID]
) -> UnnamedSignatures | None:
    # Only signatures that stand: one without a name that was taken back is told nowhere.
    signed = [signature.member_id for signature in signatures if signature.step == Step.SIGNED]
    hidden = [key for key in signed if key not in known]
    return without_names(visitor, hidden, [key for key in signed if key in known])


@dataclass(frozen=True)
class OwnSignature:
    """How far an organisation that this visitor acts for is with signing."""

    member: Member
    signature: Signature | None

    @property
    def step(self) -> str:
        return self.signature.step if self.signature else ""


def own_signatures(version: Version, visitor: Visitor) -> list[OwnSignature]:
    """Return those that may sign, and one that is not heard any more and has signed: it may still withdraw."""
    heard = organisations_heard(visitor, version.position)
    own = {mandate.member_id: mandate.member for mandate in visitor.mandates}
    found = {
        signature.member_id: signature for signature in version.signatures.filter(member__in=own.values())
    }
    signed = [
        own[key]
        for key, signature in found.items()
        if signature.step == Step.SIGNED and own[key] not in heard
    ]
    return [OwnSignature(member, found.get(member.pk)) for member in (*heard, *signed)]
