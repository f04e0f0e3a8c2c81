"""The rows of an assessment, and how two versions differ, in a reader's words."""

from climate_pathways.assessment import numbers as all_rows
from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.axes.axis import OtherStep
from climate_pathways.assessment.axes.words import (
    AXIS_ITEMS,
    about_text,
    axis_name,
    measure_name,
    other_text,
    principle_text,
    step_word,
)
from climate_pathways.assessment.difference import ADDED, REMOVED, Change, Comparison, Group
from climate_pathways.assessment.numbers.rating import NOT_JUDGED
from climate_pathways.assessment.numbers.row import Row
from climate_pathways.assessment.rating import CRITERIA
from climate_pathways.assessment.reasons import NOTHING, PARAMETERS, PRINCIPLES, REASONS, Reason
from climate_pathways.assessment.sentences.row_names import (
    CHAPTERS,
    CHECKLISTS,
    ITEMS,
    LEVELS,
    NUMBERS,
    SETTINGS,
    SUGGESTIONS,
    WORDS,
)
from climate_pathways.core.flags import flag_text
from climate_pathways.core.naming import TITLES, result_name, role_name, source_name
from climate_pathways.core.quantities import UNITS, unit_label
from climate_pathways.core.wording import lower_start, mark, say, say_plain, say_rounded
from climate_pathways.fair_shares.choices import CHOICES, PRINCIPLE
from climate_pathways.fair_shares.words import choice_name, level_name
from climate_pathways.figures.sentences.quantities import signed_percent
from climate_pathways.pledges.criteria import criterion_name
from climate_pathways.pledges.documents import UNSPECIFIED
from climate_pathways.pledges.fact_words import fact_name
from climate_pathways.pledges.versions import VERDICTS
from climate_pathways.pledges.words import condition_label


def chapter_name(chapter: str, language: str) -> str:
    """Return the heading of a chapter of an assessment, in which rows have changed."""
    return say(language, CHAPTERS[chapter])


def reason_name(kind: str, language: str) -> str:
    """Return in words what may differ between two assessments: figures, code, rule, parameters, year."""
    return say(language, REASONS[kind])


def reason_text(reason: Reason, language: str) -> str:
    """Return one input that differs with both values: ``another rating rule: 1 → 2``."""
    both = (reason.old, reason.new)
    if reason.kind == PARAMETERS:
        both = (_parameters(reason.old, language), _parameters(reason.new, language))
    return f"{reason_name(reason.kind, language)}: {both[0]} → {both[1]}"


def _parameters(settings: str, language: str) -> str:
    """Return settings with what each means in place of its name: ``threshold 0.0, 7500.0; …``."""
    # At the marks by which `reasons` joined them: “; ” between settings, “, ” between values.
    return "; ".join(_parameter(setting, language) for setting in settings.split("; "))


def _parameter(setting: str, language: str) -> str:
    # Reasons hold identifiers, the same in every language; only here do they become words.
    name, _, values = setting.partition(" ")
    if name in SETTINGS:
        return f"{say(language, SETTINGS[name])}: {values}"
    if name != PRINCIPLES and name not in CHOICES:
        return setting
    choice = PRINCIPLE if name == PRINCIPLES else name
    heading = say(language, mark("Equity principles")) if name == PRINCIPLES else choice_name(name, language)
    levels = (_level_name(choice, level, language) for level in values.split(", "))
    return f"{heading}: {', '.join(levels)}"


def _level_name(choice: str, level: str, language: str) -> str:
    if level == NOTHING:
        return level
    # Reasons hold text alone: a number becomes one again, to be written as a year, a percentage or money.
    is_word = choice == PRINCIPLE or isinstance(CHOICES[choice].allowed[0], str)
    return level_name(choice, level if is_word else float(level), language)


def pledge_name(assessment: Assessment, name: str, language: str) -> str:
    """Return a target's or document's name as a reader knows it; unknown ones as they are."""
    # As a row of versions joins the two targets that it compares.
    if " → " in name:
        return " → ".join(pledge_name(assessment, end, language) for end in name.split(" → "))
    # A name may be of a target that the other version lacks: then it stays as it is.
    target = next((target for target in assessment.pledges.targets if target.id == name), None)
    if target is None:
        document = next((document for document in assessment.pledges.documents if document.id == name), None)
        return document.title(language) if document else name
    parts = [assessment.pledges.document(target.document).title(language), str(target.year)]
    if target.condition != UNSPECIFIED:
        parts.append(condition_label(target.condition, language))
    return ", ".join(parts)


def row_name(assessment: Assessment, row: Row, language: str) -> str:
    """Return what a row is about in words: item, pledge, principle and level."""
    if row.chapter in (all_rows.FACTS, all_rows.AIMS):
        return _printed(assessment, row, language)
    parts = [_item(row, language)]
    if row.pledge and row.chapter != all_rows.ASKED:
        parts.append(pledge_name(assessment, row.pledge, language))
    if row.principle:
        parts.append(principle_text(row.principle, language))
    if row.chapter == all_rows.RATING and ":" in row.item:
        parts += _of_axis(row, language)
    elif row.level in LEVELS:
        parts.append(say(language, LEVELS[row.level]))
    elif row.level:
        parts.append(source_name(row.level, language))
    return " · ".join(parts)


def _of_axis(row: Row, language: str) -> list[str]:
    """Return what a number of an axis is about: a principle, a path, a footing, another assumption."""
    name, _, axis = row.item.partition(":")
    # As the rows of an axis are written: `assumption=level`, and `path:principle` below.
    if name == "other":
        assumption, _, level = row.level.partition("=")
        return [other_text(axis, OtherStep(assumption, level, ""), language)]
    return [about_text(axis, part, language) for part in row.level.split(":") if part]


def _printed(assessment: Assessment, row: Row, language: str) -> str:
    """Return what a document prints: a number's kind and year, or an aim in our words."""
    pledges = assessment.pledges
    facts = {fact.id: fact_name(fact, language) for fact in pledges.facts}
    aims = {aim.id: aim.says(language) for aim in pledges.commitments}
    found = facts if row.chapter == all_rows.FACTS else aims
    return f"{found[row.level]} · {pledge_name(assessment, row.pledge, language)}"


def _item(row: Row, language: str) -> str:
    name, _, rest = row.item.partition(":")
    if row.chapter == all_rows.STANDING:
        return result_name(rest or name, language)
    if row.chapter == all_rows.SERIES:
        return f"{say(language, TITLES[name])}: {role_name(rest, language)}"
    if row.chapter == all_rows.FLAGS:
        return flag_text(name, language)
    if row.chapter == all_rows.RATING and rest:
        said = measure_name(rest, language) if name == "measure" else say(language, AXIS_ITEMS[name])
        return f"{axis_name(rest, language)}: {lower_start(said)}"
    if row.chapter == all_rows.RATING and name.removesuffix("_step") in CRITERIA:
        said = say(language, CRITERIA[name.removesuffix("_step")])
        return said if name in CRITERIA else say(language, mark("Step by: {criterion}"), criterion=said)
    if row.chapter == all_rows.CRITERIA:
        return f"{say(language, CHECKLISTS[name])}: {lower_start(criterion_name(name, rest, language))}"
    if name == "part_of_spread":
        return say(language, mark("Part of the spread: {choice}"), choice=choice_name(rest, language))
    if row.chapter == all_rows.ASKED:
        return f"{say(language, SUGGESTIONS[name])} ({say(language, NUMBERS[rest])})"
    return say(language, ITEMS[name])


def value_text(assessment: Assessment, row: Row | None, language: str) -> str:
    """Return a row's value with its unit for a reader; a dash where there is none."""
    if row is None:
        return "–"
    if isinstance(row.value, str):
        return _word(assessment, row, language)
    if row.unit == all_rows.YEARS_UNIT and row.item != all_rows.YEARS_LEFT:
        # A year on the calendar takes no separator of thousands.
        return str(int(row.value))
    if row.unit in ("step", "year"):
        return say_plain(language, float(f"{row.value:.3g}"))
    if row.unit == "fraction":
        return f"{say_rounded(language, 100 * row.value, 2)}\u00a0%"
    if row.chapter == all_rows.AIMS:
        # Its unit is the document's own wording, and stands in its name.
        return say_plain(language, row.value)
    return f"{say_rounded(language, row.value)}\u00a0{unit_label(row.unit, language)}"


def _word(assessment: Assessment, row: Row, language: str) -> str:
    value = str(row.value)
    if row.item == "verdict":
        return say(language, VERDICTS[value])
    if row.item == "judged_by":
        return pledge_name(assessment, value, language)
    if row.chapter == all_rows.RATING:
        _, _, axis = row.item.partition(":")
        return step_word(axis, "" if value == NOT_JUDGED else value, language)
    return say(language, WORDS[value]) if value in WORDS else value


def difference_text(change: Change, language: str) -> str:
    """Return the difference as a reader sees it: ``+12.3 Mt CO₂e (+4 %)``, or that it is new or gone."""
    if change.kind in (ADDED, REMOVED):
        return say(language, mark("new") if change.kind == ADDED else mark("gone"))
    if change.difference is None:
        return say(language, mark("other words"))
    if change.percent is not None and change.row.unit in UNITS:
        amount = _amount(change.difference, change.row.unit, language)
        return f"{amount} ({signed_percent(change.percent, language)}\u00a0%)"
    return _amount(change.difference, change.row.unit, language)


def _amount(value: float, unit: str, language: str) -> str:
    sign = "+" if value > 0 else ""
    if unit == "fraction":
        return sign + say(
            language, mark("{number} percentage points"), number=say_rounded(language, 100 * value, 2)
        )
    number = sign + say_rounded(language, value)
    return f"{number}\u00a0{unit_label(unit, language)}" if unit in UNITS and unit != "year" else number


def threshold_text(change: Change, language: str) -> str:
    """Return the least difference that counts for this change."""
    if change.threshold is None:
        return say(language, mark("every difference of words"))
    if change.threshold == 0:
        return say(language, mark("every difference"))
    return _amount(change.threshold, change.row.unit, language).removeprefix("+")


def lines(comparison: Comparison, old: Assessment, new: Assessment, language: str) -> list[str]:
    """Return the comparison as plain text, for a terminal or a letter."""
    if comparison.is_same:
        return [say(language, mark("Nothing changed: this is one and the same version."))]
    text = [
        say(language, mark("Why:")),
        *(f"  {reason_text(reason, language)}" for reason in comparison.reasons),
    ]
    for chapter, groups in comparison.by_chapter().items():
        text += ["", chapter_name(chapter, language).upper()]
        text += [group_line(group, old, new, language) for group in groups]
    said = mark("Numbers that differ by less than the threshold of {percent} %: {count}.")
    text += [
        "",
        say(language, said, count=comparison.below, percent=say_plain(language, 100 * comparison.threshold)),
    ]
    return text


def group_line(group: Group, old: Assessment, new: Assessment, language: str) -> str:
    """Return one line: what it is, old → new, the difference, and the reasons."""
    change = group.largest
    # What is gone is named by the version that still has its target.
    assessment = new if change.new else old
    year = f" ({change.row.year})" if change.row.year else ""
    values = f"{value_text(old, change.old, language)} → {value_text(new, change.new, language)}"
    reasons = ", ".join(reason_name(kind, language) for kind in change.reasons)
    several = years_text(group, language)
    said = (
        f"  {row_name(assessment, change.row, language)}{year}: {values}; {difference_text(change, language)}"
    )
    return f"{said}{several and f'; {several}'} [{reasons}]"


def years_text(group: Group, language: str) -> str:
    """Say that a change stands for those of several years; empty for one."""
    if len(group.years) < 2:
        return ""
    return say(
        language,
        mark("the largest difference of {count} years, {first}–{last}"),
        count=len(group.years),
        first=min(group.years),
        last=max(group.years),
    )
