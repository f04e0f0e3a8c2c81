"""A file of pledges with a wrong entry: refused, the entry named by its place, in both languages."""

import pytest
from tests.science.pledge_files import COMMITMENT, DIFFERENCE, FACT, HEAD, document, read, target

from climate_pathways.core.errors import TableError
from climate_pathways.pledges import file as pledge_file
from climate_pathways.pledges.documents import FORMER_FIELDS, REPORTED


def refused(place: str, expected: str, *parts: str) -> None:
    with pytest.raises(TableError) as caught:
        read(*parts)
    for language, quoted in {"en": f"“{place}”", "ru": f"«{place}»"}.items():
        said = caught.value.in_language(language)
        assert quoted in said and "KAZ.toml" in said
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        (target(percent="[400]"), "targets.t.reduction_percent", "percent below the reference"),
        (target(percent="[25, 15]"), "targets.t.reduction_percent", "the lowest and the highest"),
        (target(percent="[]"), "targets.t.reduction_percent", "needs it"),
        (target(percent='["many"]'), "targets.t", "of its kind"),
        (target(year=1990), "targets.t.year", "from 2020 to 2100"),
        (target(year='"soon"'), "targets.t", "of its kind"),
        (target(document="other"), "targets.t.document", "one of: one"),
        (target(condition="perhaps"), "targets.t.condition", "unconditional, conditional"),
        (target() + 'gwp = "AR3"\n', "targets.t.gwp", "AR4GWP100"),
        (target() + "hope = 1\n", "targets.t.hope", "one of: at_least"),
        (target() + target(), "targets.t", "each identifier once"),
        (target() + 'variant_of = "x"\n', "targets.t.variant_of", "one of"),
        ("", "documents.one.targets", "“entered” where"),
    ],
)
def test_a_wrong_entry_is_refused_by_its_name(text: str, place: str, expected: str) -> None:
    refused(place, expected, document(), text)


@pytest.mark.parametrize("name", FORMER_FIELDS)
def test_what_only_older_assessments_hold_is_refused_in_a_file(name: str) -> None:
    refused(f"targets.t.{name}", "one of: at_least", document(), target() + f"{name} = 1\n")


@pytest.mark.parametrize("missing", ['place = "chapter 1"\n', "line = 3\n", 'printed = "by 15 per cent"\n'])
def test_a_target_is_verified_only_where_its_place_in_the_text_is_given(missing: str) -> None:
    refused("targets.t.status", "“reported” for a target", document(), target().replace(missing, ""))


def test_a_target_of_a_document_that_was_not_read_is_only_reported() -> None:
    unread = document().replace('texts = ["one.txt"]\n', "")
    refused("targets.t.status", "“reported” for a target", unread, target())
    assert read(unread, target().replace('"verified"', '"reported"')).targets[0].status == REPORTED


@pytest.mark.parametrize(
    ("entry", "old", "new", "place", "expected"),
    [
        (FACT, '"inventory"', '"guess"', "facts.f.account", "one of: inventory, target"),
        (FACT, '"net"', '"sum"', "facts.f.quantity", "one of: net, gross"),
        (FACT, '"Mt CO2e"', '"kt CO2e"', "facts.f.unit", "one of: Mt CO2e"),
        (FACT, '"net"', '"gdp"', "facts.f.unit", "one of: billion US$"),
        (FACT, '"one"', '"two"', "facts.f.document", "one of: one"),
        (FACT, '"one.txt"', '"two.txt"', "facts.f.text", "one of: one.txt"),
        (FACT, "line = 7", "line = 0", "facts.f.line", "from 1"),
        (FACT, 'printed = "385.7"', 'printed = ""', "facts.f.printed", "word for word"),
        (FACT, "year = 1990", "year = 990", "facts.f.year", "from 1850 to 2100"),
        (FACT, "value = 385.7", "value = nan", "facts.f.value", "a number"),
        (FACT, "value = 385.7", 'value = "385,7"', "facts.f", "of its kind"),
        (FACT, 'place = "table 1"\n', "", "facts.f", "every key"),
        (FACT, "line = 7", 'line = 7\ntarget = "x"', "facts.f.target", "one of: t"),
        (FACT, "line = 7", 'line = 7\ngwp = "AR3"', "facts.f.gwp", "AR4GWP100"),
        (FACT, "line = 7", "line = 7\nhope = 1", "facts.f.hope", "one of: account"),
        (COMMITMENT, '"methane"', '"hope"', "commitments.c.theme", "one of: methane"),
        (COMMITMENT, '"unspecified"', '"perhaps"', "commitments.c.condition", "unconditional, conditional"),
        (COMMITMENT, '"one.txt"', '"two.txt"', "commitments.c.text", "one of: one.txt"),
        (COMMITMENT, 'says_ru = "Метан должен сократиться."\n', "", "commitments.c", "every key"),
        (DIFFERENCE, '"one"', '"two"', "differences.1.document", "one of: one"),
        (
            DIFFERENCE,
            'text = "one.txt"\nline',
            'text = "two.txt"\nline',
            "differences.1.text",
            "one of: one.txt",
        ),
        (DIFFERENCE, "line = 7", "line = -1", "differences.1.line", "from 1"),
        (DIFFERENCE, "other_line = 9\n", "", "differences.1", "every key"),
    ],
)
def test_a_wrong_fact_commitment_or_difference_is_refused_by_its_name(
    entry: str, old: str, new: str, place: str, expected: str
) -> None:
    assert read(document(), target(), entry)
    assert old in entry
    refused(place, expected, document(), target(), entry.replace(old, new, 1))


@pytest.mark.parametrize(
    ("entry", "old", "new", "place"),
    [
        ("", "line = 3", 'line = 3\ntext = "two.txt"', "targets.t.text"),
        (DIFFERENCE, 'other_text = "one.txt"', 'other_text = "two.txt"', "differences.1.other_text"),
        (DIFFERENCE, "other_line = 9", "other_line = 0", "differences.1.other_line"),
        (DIFFERENCE, 'other_printed = "370.2"', 'other_printed = ""', "differences.1.other_printed"),
    ],
)
def test_every_other_place_is_checked_as_well(entry: str, old: str, new: str, place: str) -> None:
    text = target() + entry
    assert old in text
    refused(place, "", document(), text.replace(old, new, 1))


@pytest.mark.parametrize("entry", [FACT, COMMITMENT])
def test_an_identifier_stands_once(entry: str) -> None:
    name = "facts.f" if entry == FACT else "commitments.c"
    refused(name, "each identifier once", document(), target(), entry, entry)


def test_facts_speak_of_their_own_document_and_of_the_targets_they_are_tied_to() -> None:
    tied = (
        FACT.replace('"f"', '"tied"').replace('"one"', '"two"').replace("line = 7", 'line = 7\ntarget = "t"')
    )
    other = FACT.replace('"f"', '"other"').replace('"one"', '"two"')
    found = read(document(), document("two"), target(), target("u", "two"), FACT, tied, other)
    assert [fact.id for fact in found.account(found.targets[0]).facts] == ["f", "tied"]
    assert found.text_of(found.targets[0]) == "one.txt"


@pytest.mark.parametrize(
    ("old", "new", "place", "expected"),
    [
        ('language = "en"', 'language = "en"\nid = "theirs"', "sources.ours.id", "one of: kind, language"),
        ("[sources.ours]", '[sources]\nothers = "none"\n[sources.ours]', "sources.others", "every key"),
    ],
)
def test_a_source_is_a_table_and_is_called_as_its_heading_says(
    old: str, new: str, place: str, expected: str
) -> None:
    text = HEAD + document() + target()
    assert pledge_file.parse(text, file="KAZ.toml").citations["ours"].id == "ours"
    with pytest.raises(TableError) as caught:
        pledge_file.parse(text.replace(old, new, 1), file="KAZ.toml")
    assert f"“{place}”" in str(caught.value) and expected in str(caught.value)


def test_a_file_that_is_no_table_is_refused() -> None:
    with pytest.raises(TableError, match="row 2: this is not a TOML file.") as refused:
        pledge_file.parse("iso3 = 'KAZ'\nreviewed_on == 2026", file="KAZ.toml")
    assert "Invalid" not in str(refused.value)
