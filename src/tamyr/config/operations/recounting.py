"""Count a decision file again for whoever sits at the terminal: one sentence, and 0 only if the result holds.

Nothing of Django is loaded: a file can be counted where no site is.
"""

import argparse
import sys
from pathlib import Path

from tamyr.config.operations.reasons import of_system
from tamyr.config.operations.refusal import Refused
from tamyr.config.operations.refused_files import in_a_line, in_words
from tamyr.config.terminal import said
from tamyr.decisions.logic.file.canonical import canonical
from tamyr.decisions.logic.file.recount import Recount, recount
from tamyr.decisions.logic.question import BLANK, Choice
from tamyr.decisions.logic.refusals import Refusal

# What a result consists of, as the file names it.
PARTS = {
    "outcome": ("whether it was adopted", "принято ли решение"),
    "chosen": ("what was chosen", "что выбрано"),
    "reasons": ("the reasons", "причины"),
    "quorum": ("the quorum", "кворум"),
    "rounds": ("the rounds of the count", "ход подсчёта"),
    "ejr_plus": ("whether it is proportional", "соблюдена ли пропорциональность"),
    "approval_would_choose": ("what most voices would choose", "что выбрало бы простое большинство"),
}
# Answers to one text; the degrees of agreement are numbers.
ANSWERS = {
    "yes": ("yes", "да"),
    "no": ("no", "нет"),
    "consent": ("consent", "согласие"),
    "objection": ("objection", "возражение"),
    "aside": ("stands aside", "остаётся в стороне"),
    "answered": ("objection answered", "возражение снято ответом"),
    "overruled": ("objection overruled", "возражение отклонено"),
    BLANK: ("a blank ballot", "пустой бюллетень"),
}


def add_arguments(act: argparse.ArgumentParser) -> None:
    act.add_argument(
        "file",
        type=Path,
        metavar=said("FILE", "ФАЙЛ"),
        help=said("the published file", "опубликованный файл"),
    )
    act.add_argument(
        "--expect",
        metavar=said("HASH", "ХЕШ"),
        help=said("the hash that was published elsewhere", "хеш, опубликованный в другом месте"),
    )
    act.add_argument(
        "--mine",
        nargs=2,
        metavar=(said("MEMBER", "ОРГАНИЗАЦИЯ"), said("SALT", "СОЛЬ")),
        help=said("show the ballot of one’s own organisation", "показать бюллетень собственной организации"),
    )
    act.add_argument(
        "--code",
        metavar=said("CODE", "КОД"),
        help=said(
            "show the ballot cast with one’s code, in a secret ballot",
            "показать бюллетень, поданный по коду, если голосование тайное",
        ),
    )


def count_again(given: argparse.Namespace) -> None:
    """Print what the file says; raise ``Refused`` where it is not whole, and end with 1 where its result does not hold."""
    try:
        text = given.file.read_bytes().decode()
    except OSError as error:
        english, russian = of_system(error)
        raise Refused(f"The file cannot be read: {english}.", f"Файл не читается: {russian}.") from None
    except UnicodeDecodeError:
        raise Refused(
            "The file cannot be read: it is no text in UTF-8.", "Файл не читается: это не текст в UTF-8."
        ) from None
    expected = given.expect and given.expect.lower()
    mine = tuple(given.mine) if given.mine else None
    try:
        found = recount(text, expected=expected, mine=mine, code=given.code)
    except Refusal as refusal:
        raise in_words(refusal) from None
    if found.differs:
        parts = [PARTS.get(part, (f"“{part}”", f"«{part}»")) for part in map(in_a_line, found.differs)]
        raise Refused(
            f"The result is not what the ballots say: {', '.join(english for english, _russian in parts)}.",
            f"Результат не соответствует бюллетеням: {', '.join(russian for _english, russian in parts)}.",
        )
    sys.stdout.write(in_a_line(" ".join(sentences(found, is_expected=expected is not None))) + "\n")


def sentences(found: Recount, *, is_expected: bool) -> list[str]:
    told = [_result(found)]
    if found.mine is not None:
        choice = _choice(found, found.mine)
        told.append(said(f"Your ballot says: {choice}.", f"В вашем бюллетене: {choice}."))
    if not is_expected:
        told.append(
            said(
                f"Compare the hash {found.sha256} with the published one: the file alone cannot show that it is that one.",
                f"Сравните хеш {found.sha256} с опубликованным: сам файл не доказывает, что он тот самый.",
            )
        )
    return told


def _choice(found: Recount, choice: Choice) -> str:
    """Return a ballot by the names of what it says, and as it stands in the file, to be looked for there."""
    if isinstance(choice, str):
        return f"{said(*ANSWERS.get(choice, (choice, choice)))} ({canonical(choice)})"
    tiers = [tier if isinstance(tier, tuple) else (tier,) for tier in choice]
    between = " > " if choice and isinstance(choice[0], tuple) else ", "
    names = between.join(" = ".join(_title(found, option) for option in tier) for tier in tiers)
    return f"{names} ({canonical(choice)})"


def _named(found: Recount, option: str) -> str:
    return f"{_title(found, option)} ({option})"


def _title(found: Recount, option: str) -> str:
    titles = found.titles.get(option, {})
    title = titles.get(said("en", "ru")) or next(iter(titles.values()), option)
    return said(f"“{title}”", f"«{title}»")


def _result(found: Recount) -> str:
    if not found.is_counted_again:
        return said(
            "The file is whole and holds the result only: there are no ballots to count.",
            "Файл цел и содержит только результат: бюллетеней для подсчёта в нём нет.",
        )
    chosen = ", ".join(_named(found, option) for option in found.chosen)
    if found.outcome == "failed":
        return said(
            "Confirmed: the decision failed, and the ballots say the same.",
            "Подтверждено: решение не принято, бюллетени говорят то же.",
        )
    return said(
        f"Confirmed: the ballots give the same result, {chosen}.",
        f"Подтверждено: бюллетени дают тот же результат, {chosen}.",
    )
