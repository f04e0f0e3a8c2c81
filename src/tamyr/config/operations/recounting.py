"""Count a decision file again for whoever sits at the terminal: one sentence, and 0 only if the result holds.

Nothing of Django is loaded: a file can be counted where no site is.
"""

import argparse
import sys
from pathlib import Path

from tamyr.config.operations.reasons import of_system
from tamyr.config.operations.refusal import Refused
from tamyr.config.terminal import said
from tamyr.decisions.logic.file.canonical import canonical
from tamyr.decisions.logic.file.recount import Recount, recount
from tamyr.decisions.logic.refusals import Refusal

# What a file is refused for, by code; the others are told by their code and place.
REFUSALS = {
    "not-the-expected": (
        "This is not the published file: its hash is {found}, and you expected {expected}.",
        "Это не опубликованный файл: его хеш {found}, а ожидался {expected}.",
    ),
    "hash-differs": (
        "The file was changed: the hash at {place} does not fit what it says.",
        "Файл изменён: хеш в месте {place} не соответствует содержанию.",
    ),
    "not-canonical": (
        "The file is not written in its one form: it was changed, or saved anew by another program.",
        "Файл записан не в единственно возможной форме: его изменили или пересохранили другой программой.",
    ),
    "not-json": (
        "This is no decision file: it breaks off at {place}.",
        "Это не файл решения: он обрывается в месте {place}.",
    ),
    "label-differs": (
        "The label at {place} is not that of its organisation.",
        "Метка в месте {place} не принадлежит указанной организации.",
    ),
    "not-a-code": (
        "This is not a code: it has 20 digits and letters.",
        "Это не код: в нём 20 цифр и букв.",
    ),
    "no-such-code": (
        "This code is none of those that were given out for this vote.",
        "Такого кода среди выданных для этого голосования нет.",
    ),
    "code-not-used": (
        "No ballot was cast with this code: its tag {tag} stands among the unused.",
        "По этому коду никто не голосовал: его метка {tag} стоит среди неиспользованных.",
    ),
    "no-ballot-of-yours": (
        "No ballot stands under your label {label}. Check the number of your organisation and the salt.",
        "Под вашей меткой {label} нет бюллетеня. Проверьте номер организации и соль.",
    ),
}
OTHER_REFUSAL = ("The file is refused at {place}: {code}.", "Файл не принят, место {place}: {code}.")


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
        english, russian = REFUSALS.get(refusal.code, OTHER_REFUSAL)
        values = {**refusal.values, "place": refusal.place, "code": refusal.code}
        raise Refused(english.format(**values), russian.format(**values)) from None
    if found.differs:
        raise Refused(
            f"The result is not what the ballots say: {', '.join(found.differs)}.",
            f"Результат не соответствует бюллетеням: {', '.join(found.differs)}.",
        )
    sys.stdout.write(" ".join(sentences(found, is_expected=expected is not None)) + "\n")


def sentences(found: Recount, *, is_expected: bool) -> list[str]:
    told = [_result(found)]
    if found.mine is not None:
        choice = canonical(found.mine)
        told.append(said(f"Your ballot says: {choice}.", f"В вашем бюллетене: {choice}."))
    if not is_expected:
        told.append(
            said(
                f"Compare the hash {found.sha256} with the published one: the file alone cannot show that it is that one.",
                f"Сравните хеш {found.sha256} с опубликованным: сам файл не доказывает, что он тот самый.",
            )
        )
    return told


def _result(found: Recount) -> str:
    if not found.is_counted_again:
        return said(
            "The file is whole and holds the result only: there are no ballots to count.",
            "Файл цел и содержит только результат: бюллетеней для подсчёта в нём нет.",
        )
    chosen = ", ".join(found.chosen)
    if found.outcome == "failed":
        return said(
            "Confirmed: the decision failed, and the ballots say the same.",
            "Подтверждено: решение не принято, бюллетени говорят то же.",
        )
    return said(
        f"Confirmed: the ballots give the same result, {chosen}.",
        f"Подтверждено: бюллетени дают тот же результат, {chosen}.",
    )
