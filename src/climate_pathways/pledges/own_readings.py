"""A pledge on its document's own footing: what the document says, beside its own inventory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from climate_pathways.core.provenance import Step
from climate_pathways.core.quantities import rounded
from climate_pathways.pledges.account import GROSS, NET, Account
from climate_pathways.pledges.amounts import BASE, NEWEST, Amount, footing_of
from climate_pathways.pledges.comparisons import Comparison, Span, comparisons, is_central, span_on
from climate_pathways.pledges.documents import Pledge
from climate_pathways.pledges.figures import PledgeFigures
from climate_pathways.pledges.footings import Bridge, land_source, on_footing

# One way to understand a target's words: the target so understood, its account, and its amounts.
Meaning = tuple[Pledge, Account, tuple[Amount, ...]]


@dataclass(frozen=True)
class OwnReading:
    """A pledge on its document's own footing, Mt CO2e in the document's potentials ``gwp``.

    ``rule``: by which rule the central value came about; ``footing``: net, gross or unclear; ``net``
    and ``gross``: the target on each, where land use is known; ``steps``: of the central value, of both
    ends where a range is promised; ``land_use``: from its own footing to the other one;
    ``comparisons``: with its own inventory; ``bridge``: to the series of the fair shares; ``newest``:
    a cut from a base year taken from that year in the newest national inventory, one end each, on the
    target's footing; ``is_from_inventory``: the document prints no base, so that this is all there is;
    ``land_source``: where land use of the target's year comes from; ``meanings``: each other way to
    understand the words, by its identifier, on its own footing.
    """

    rule: str
    footing: str
    gwp: str
    net: Span | None
    gross: Span | None
    steps: tuple[Step, ...]
    comparisons: tuple[Comparison, ...]
    bridge: Bridge | None
    is_from_inventory: bool = False
    newest: tuple[float, ...] = ()
    land_use: tuple[Step, ...] = ()
    land_source: str = ""
    meanings: tuple[tuple[str, Span], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "footing": self.footing,
            "gwp": self.gwp,
            "net": self.net.as_dict() if self.net else None,
            "gross": self.gross.as_dict() if self.gross else None,
            "steps": [{"text": step.text, "values": dict(step.values)} for step in self.steps],
            "land_use": [{"text": step.text, "values": dict(step.values)} for step in self.land_use],
            "comparisons": [comparison.as_dict() for comparison in self.comparisons],
            "bridge": self.bridge.as_dict() if self.bridge else None,
            "is_from_inventory": self.is_from_inventory,
            "newest": list(self.newest),
            "land_source": self.land_source,
            "meanings": {name: span.as_dict() for name, span in self.meanings},
        }


def own_reading(meanings: Sequence[Meaning], over: Bridge, figures: PledgeFigures) -> OwnReading:
    """Return a pledge on its document's own footing; ``meanings``: its own first, then those it may have too.

    ``over``: the bridge to the series of the fair shares.
    """
    pledge, account, amounts = meanings[0]
    central, said = amounts[0], _said(amounts)
    ends = [amount for amount in amounts if is_central(amount, amounts)]
    other = NET if central.footing == GROSS else GROSS
    # Where land use of the target's year is unknown there is no other footing, and no step to it.
    turned = next(iter(on_footing(central, other, account, figures)), central)
    return OwnReading(
        rule=central.rule,
        footing=footing_of(pledge),
        gwp=central.gwp,
        net=span_on(said, NET, account, figures),
        gross=span_on(said, GROSS, account, figures),
        # Both ends of a range begin with the same steps, which are told once.
        steps=tuple(dict.fromkeys(step for amount in ends for step in amount.steps)),
        # An amount keeps its steps and adds to them: what comes after is the way to the other footing.
        land_use=turned.steps[len(central.steps) :],
        comparisons=comparisons(amounts, account, figures),
        bridge=over,
        is_from_inventory=_is_newest(central),
        newest=tuple(rounded(amount.value) for amount in amounts if _is_newest(amount)),
        land_source=land_source(central, account, figures),
        meanings=tuple(_other_meanings(meanings[1:], figures)),
    )


def _is_newest(amount: Amount) -> bool:
    return dict(amount.assumptions).get(BASE) == NEWEST


def _said(amounts: Sequence[Amount]) -> list[Amount]:
    """Return what the document itself says; all there is where it prints no base."""
    # The newest inventory's base answers in its own potentials: it is no part of the document's span.
    return [amount for amount in amounts if not _is_newest(amount)] or list(amounts)


def _other_meanings(meanings: Sequence[Meaning], figures: PledgeFigures) -> Iterator[tuple[str, Span]]:
    for pledge, account, amounts in meanings:
        footing = NET if footing_of(pledge) == NET else GROSS
        span = span_on(_said(amounts), footing, account, figures)
        if span is not None:
            yield pledge.id, span
