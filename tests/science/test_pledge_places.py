"""What the pledges quote stands in the documents word for word, and their numbers agree with each other."""

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from tests.science.pledge_files import DIFFERENCE, FACT, document, read, target
from tests.science.promised import fact, pledge, pledges, stated

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.pledges import file as pledge_file
from climate_pathways.pledges.account import BASELINE, GROSS, LAND_USE, NET, TARGET, Commitment, Fact
from climate_pathways.pledges.amounts import footing_of
from climate_pathways.pledges.documents import BASE_YEAR, BAU, VERIFIED, Pledge, Pledges

Place = tuple[str, str, int, str]


def quotations(pledges: Pledges) -> Iterator[Place]:
    """Yield whose it is, the text, the line and the words of everything quoted from a document."""
    for promise in pledges.targets:
        if promise.printed:
            yield promise.id, pledges.text_of(promise), promise.line or 0, promise.printed
    entries: tuple[Fact | Commitment, ...] = (*pledges.facts, *pledges.commitments)
    for entry in entries:
        yield entry.id, entry.text, entry.line, entry.printed
    for number, difference in enumerate(pledges.differences, start=1):
        name = f"differences.{number}"
        yield name, difference.text, difference.line, difference.printed
        yield name, difference.other_text, difference.other_line, difference.other_printed


@cache
def lines(file: Path) -> tuple[str, ...]:
    return tuple(file.read_text(encoding="utf-8").split("\n"))


def misplaced(pledges: Pledges, folder: Path) -> list[Place]:
    """Return the quotations whose words do not stand in their line."""
    return [
        place
        for place in quotations(pledges)
        for text in (lines(folder / place[1]),)
        if not (1 <= place[2] <= len(text) and place[3] in text[place[2] - 1])
    ]


# --- in their places ------------------------------------------------------------------------


@pytest.mark.source_data
@pytest.mark.parametrize("iso3", COUNTRIES)
def test_every_quotation_stands_in_its_line_of_the_document(iso3: str, real_figures: Path) -> None:
    found = pledge_file.read(iso3)
    assert misplaced(found, real_figures / "ndc" / "texts") == []
    assert sum(1 for _ in quotations(found)) >= 20


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("line = 7", "line = 6", "f"),
        ("line = 7", "line = 70", "f"),
        ('printed = "385.7"', 'printed = "385,7"', "f"),
        ("other_line = 9", "other_line = 7", "differences.1"),
    ],
)
def test_a_wrong_line_or_word_is_noticed(old: str, new: str, name: str, tmp_path: Path) -> None:
    texts = ("", "", "cut by 15 per cent", "", "", "", "1990: 385.7 Mt", "", "sum 370.2")
    (tmp_path / "one.txt").write_text("\n".join(texts), encoding="utf-8")
    entries = FACT + DIFFERENCE
    assert misplaced(read(document(), target(), entries), tmp_path) == []
    assert old in entries
    wrong = misplaced(read(document(), target(), entries.replace(old, new, 1)), tmp_path)
    assert [place[0] for place in wrong] == [name]


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_whatever_is_verified_gives_its_place_and_what_is_not_quoted_says_so(iso3: str) -> None:
    found = pledge_file.read(iso3)
    for promise in found.targets:
        assert bool(promise.printed) == bool(promise.line), promise.id
        assert promise.printed or promise.status != VERIFIED, promise.id
    judged = found.headline()
    assert judged and judged.status == VERIFIED


# --- in agreement ---------------------------------------------------------------------------

ROUNDED_SUM, ROUNDED_CUT = 0.015, 0.02
# Numbers that the document itself prints in disagreement, by country: why no sum is expected of them.
NO_SUM = {
    "UZB": {
        # The first NDC's 2010 as the updated one has it: 190.6 without, 199.0 with removals, swapped.
        "ndc-2-net-2010-as-ndc-1",
        "ndc-2-gross-2010-as-ndc-1",
    }
}


def sums(pledges: Pledges, apart: set[str]) -> Iterator[tuple[Fact, Fact, Fact]]:
    """Yield net, gross and land use of one document, account, scenario and year."""
    groups: dict[tuple[object, ...], dict[str, list[Fact]]] = {}
    for entry in pledges.facts:
        if entry.id not in apart:
            own = entry.target if entry.account == TARGET else ""
            key = (entry.document, entry.account, entry.scenario, entry.year, own)
            groups.setdefault(key, {}).setdefault(entry.quantity, []).append(entry)
    for group in groups.values():
        yield from product(*(group.get(quantity, []) for quantity in (NET, GROSS, LAND_USE)))


def wrong_sums(pledges: Pledges, apart: set[str]) -> list[str]:
    return [
        f"{net.id} {net.value:g} is not {gross.id} {gross.value:g} and {land.id} {land.value:g}"
        for net, gross, land in sums(pledges, apart)
        if abs(net.value - gross.value - land.value) > ROUNDED_SUM * gross.value
    ]


def reference(pledge: Pledge, pledges: Pledges) -> tuple[Fact, ...]:
    account, footing = pledges.account(pledge), footing_of(pledge)
    if pledge.type == BAU:
        return account.ahead(footing, BASELINE)
    return account.base(footing) if pledge.type == BASE_YEAR else ()


def cuts(pledges: Pledges) -> Iterator[tuple[Pledge, list[float], list[float]]]:
    """Yield each target that both states tonnes and gives its base: stated, and base less the percentages."""
    for promise in pledges.targets:
        said = pledges.account(promise).stated(footing_of(promise))
        base = reference(promise, pledges)
        if said and base:
            expected = sorted(base[0].value * (1 - percent / 100) for percent in promise.reduction_percent)
            yield promise, sorted(entry.value for entry in said), expected


def wrong_cuts(pledges: Pledges) -> list[str]:
    return [
        f"{promise.id}: {said} stated, {expected} by its percentage"
        for promise, said, expected in cuts(pledges)
        if said != pytest.approx(expected, rel=ROUNDED_CUT)
    ]


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_net_is_gross_and_land_use(iso3: str) -> None:
    assert wrong_sums(pledge_file.read(iso3), NO_SUM.get(iso3, set())) == []


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_stated_tonnes_are_the_base_less_the_percentage(iso3: str) -> None:
    assert wrong_cuts(pledge_file.read(iso3)) == []


def test_there_is_something_to_compare() -> None:
    every = [pledge_file.read(iso3) for iso3 in COUNTRIES]
    assert sum(1 for pledges in every for _ in sums(pledges, set())) >= 40
    assert sum(1 for pledges in every for _ in cuts(pledges)) >= 20


@pytest.mark.parametrize("iso3", NO_SUM)
def test_every_exception_is_still_one(iso3: str) -> None:
    found = pledge_file.read(iso3)
    assert NO_SUM[iso3] <= {entry.id for entry in found.facts}
    assert all(any(name in wrong for wrong in wrong_sums(found, set())) for name in NO_SUM[iso3])


def test_a_slip_in_a_sum_or_a_cut_is_noticed() -> None:
    base = fact("gross", 1990, 100.0)
    right = pledges(
        pledge(), facts=[base, fact("net", 1990, 81.0), fact("land-use", 1990, -20.0), stated("gross", 81.0)]
    )
    assert wrong_sums(right, set()) == [] and wrong_cuts(right) == []
    wrong = pledges(
        pledge(), facts=[base, fact("net", 1990, 78.0), fact("land-use", 1990, -20.0), stated("gross", 82.0)]
    )
    assert len(wrong_sums(wrong, set())) == 1 and len(wrong_cuts(wrong)) == 1
