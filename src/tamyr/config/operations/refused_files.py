"""What is wrong with a decision file, or with what was typed beside it, in words for the person at the terminal.

Django and its catalogues are not there where a file is counted again: both languages stand here, for every code of a ``Refusal``.
"""

from climate_pathways.core.characters import without_harm
from tamyr.config.operations.refusal import Refused
from tamyr.decisions.logic.refusals import LINE_AND_COLUMN, Refusal

Words = tuple[str, str]
THE_FILE = ("the file itself", "сам файл")
# What was typed and does not stand in the file.
TYPED = {
    "salt": ("SALT after --mine", "СОЛЬ после --mine"),
    "code": ("CODE after --code", "КОД после --code"),
}
KINDS = {
    "dict": ("an object in braces", "объект в фигурных скобках"),
    "list": ("a list", "список"),
    "str": ("a text", "текст"),
    "int": ("a whole number", "целое число"),
    "bool": ("true or false", "true или false"),
}
REFUSALS: dict[str, Words] = {
    # The file as a whole.
    "not-the-expected": (
        "This is not the published file: its hash is {found}, and you expected {expected}.",
        "Это не опубликованный файл: его хеш {found}, а ожидался {expected}.",
    ),
    "hash-differs": (
        "The file was changed: the hash at {place} does not fit what it says.",
        "Файл изменён: хеш не соответствует содержанию. Место: {place}.",
    ),
    "not-canonical": (
        "The file is not written in its one form: it was changed, or saved anew by another program.",
        "Файл записан не в единственно возможной форме: его изменили или пересохранили другой программой.",
    ),
    "not-json": (
        "This is no decision file, or not a whole one: {place} cannot be read.",
        "Это не файл решения или он неполон: не читается {place}.",
    ),
    "too-large": (
        "The file is too large: {found} characters, at most {most} are read.",
        "Файл слишком велик: знаков {found}, читается не больше {most}.",
    ),
    "too-deep": (
        "This is no decision file: too many brackets stand within one another.",
        "Это не файл решения: слишком много вложенных скобок.",
    ),
    "unknown-format": (
        "The file is of the format “{found}”; this program reads “{known}”. Count it with a newer one.",
        "Формат файла — «{found}», а эта программа читает «{known}». Возьмите более новую.",
    ),
    "unknown-audience": (
        "For whom the file is made is “{found}”: it has to be “inside” or “outside”.",
        "Файл составлен для «{found}», а должно быть «inside» или «outside».",
    ),
    # What stands at a place.
    "missing": ("Something is missing in the file: {place}.", "В файле не хватает: {place}."),
    "unknown-field": (
        "The file holds something that no decision file has: {place}.",
        "В файле есть то, чего в файлах решений не бывает: {place}.",
    ),
    "field-twice": (
        "The name “{found}” stands twice in the file at {place}: it would say two things.",
        "Имя «{found}» указано дважды: файл противоречит себе. Место: {place}.",
    ),
    "unfit": (
        "“{found}” cannot stand at {place}{instead}.",
        "«{found}» здесь стоять не может{instead}. Место: {place}.",
    ),
    "name-not-ascii": (
        "A name of a field has other letters than a–z: {place}.",
        "В имени поля не латинские буквы. Место: {place}.",
    ),
    "integer-too-large": (
        "The number {found} at {place} is too large.",
        "Число {found} слишком велико. Место: {place}.",
    ),
    "decimal-number": (
        "The number {found} at {place} has a decimal point: the file holds whole numbers and fractions such as 3/4.",
        "В числе {found} десятичная точка, а в файле бывают только целые числа и дроби вроде 3/4. Место: {place}.",
    ),
    "not-in-the-subset": (
        "At {place} stands what a decision file cannot hold.",
        "Такого в файле решения быть не может. Место: {place}.",
    ),
    "not-nfc": (
        "The text at {place} is not in the one form of its letters (NFC): another program changed it.",
        "Буквы текста записаны не в единственно возможной форме (NFC): его изменила другая программа. Место: {place}.",
    ),
    "half-a-character": (
        "The text at {place} ends within a character.",
        "Знак записан наполовину. Место: {place}.",
    ),
    "not-a-fraction": (
        "“{found}” at {place} is no fraction: it has to be such as 3/4.",
        "«{found}» — не дробь, она пишется так: 3/4. Место: {place}.",
    ),
    "not-in-lowest-terms": (
        "The fraction {found} at {place} can be reduced: the file writes each in one way only.",
        "Дробь {found} сократима, а в файле каждая пишется единственным образом. Место: {place}.",
    ),
    "not-sorted": (
        "What stands at {place} is not in order.",
        "Записано не по порядку. Место: {place}.",
    ),
    "empty": ("Nothing stands at {place}.", "Здесь пусто: {place}."),
    "negative": ("{found} at {place} is less than 0.", "{found} меньше нуля. Место: {place}."),
    "not-positive": (
        "{found} at {place} has to be more than 0.",
        "{found} должно быть больше 0. Место: {place}.",
    ),
    "not-a-list": ("At {place} has to stand a list.", "Здесь должен быть список: {place}."),
    # The rule.
    "unknown-rule": (
        "The rule “{found}” is not known: {known}.",
        "Правило «{found}» неизвестно, есть: {known}.",
    ),
    "unknown-version": (
        "The rule has the version {found}; this program counts by {known}.",
        "Версия правила — {found}, а эта программа считает по версии {known}.",
    ),
    "not-of-this-rule": (
        "The rule “{rule}” knows no such thing: {place}.",
        "Для правила «{rule}» этого не бывает: {place}.",
    ),
    "seats-or-budget": (
        "The rule has to say how many are chosen, or how much may be spent, and not both: {place}.",
        "Правило должно говорить, сколько выбирают или сколько можно потратить, но не то и другое: {place}.",
    ),
    "unknown-satisfaction": (
        "What counts where options cost money is “{found}”: it is said with a budget only, “cost” or “one”.",
        "Что считать, когда варианты стоят денег, — «{found}», а это указывают только при бюджете: «cost» или «one».",
    ),
    "unknown-endowment": (
        "How voices are shared out is “{found}”: it has to be one of {known}.",
        "Голоса распределены как «{found}», а должно быть одно из: {known}.",
    ),
    "unfit-cap": (
        "The limit of a country’s voices, {found}, does not fit the rule.",
        "Предел голосов одной страны, {found}, правилу не подходит.",
    ),
    "not-a-share": (
        "{found} at {place} is no share from 0 to 1.",
        "{found} — не доля от 0 до 1. Место: {place}.",
    ),
    # The options.
    "no-options": ("The file holds nothing to choose from.", "В файле не из чего выбирать."),
    "too-many-options": (
        "The file holds {found} options, at most {most} are counted.",
        "Вариантов в файле: {found}, считается не больше {most}.",
    ),
    "one-text-only": (
        "By this rule one text is decided on, and the file holds {found}.",
        "По этому правилу решают об одном тексте, а в файле их {found}.",
    ),
    "one-country-each": (
        "Each option needs one country, and there are {found} at {place}.",
        "У каждого варианта должна быть одна страна, а указано: {found}. Место: {place}.",
    ),
    "named-twice": ("“{option}” stands twice at {place}.", "«{option}» указано дважды. Место: {place}."),
    "unknown-option": (
        "“{option}” at {place} is none of the options.",
        "«{option}» нет среди вариантов. Место: {place}.",
    ),
    # Who votes.
    "label-differs": (
        "The label at {place} is not that of its organisation.",
        "Метка не принадлежит указанной организации. Место: {place}.",
    ),
    "unknown-state": (
        "“{found}” at {place} is no state of a voter: {known}.",
        "«{found}» — не состояние голосующего, бывают: {known}. Место: {place}.",
    ),
    "one-voice-each": (
        "By this rule each has one voice, and at {place} stands {found}.",
        "По этому правилу у каждого один голос, а указано {found}. Место: {place}.",
    ),
    "country-missing": (
        "The rule counts by country, and none stands at {place}.",
        "Правило считает по странам, а страна не указана: {place}.",
    ),
    "recused-from-all": (
        "By this rule nobody is kept from single options: {place}.",
        "По этому правилу от отдельных вариантов не отстраняют: {place}.",
    ),
    "not-in-the-electorate": (
        "The organisation at {place} is none of those that could vote.",
        "Этой организации нет среди голосующих: {place}.",
    ),
    "concerned-votes": (
        "An organisation could vote on “{option}”, which concerns itself: {place}.",
        "Организация могла голосовать по варианту «{option}», хотя он касается её самой: {place}.",
    ),
    # The ballots.
    "two-ballots": (
        "Here stands a second ballot of one voter: {place}.",
        "Здесь второй бюллетень того же голосующего: {place}.",
    ),
    "recused": (
        "The organisation at {place} took no part, and yet something was cast for it.",
        "Организация в голосовании не участвовала, а голос от неё есть: {place}.",
    ),
    "recused-from": (
        "The organisation at {place} could not vote on “{option}”, and did.",
        "Организация не могла голосовать по варианту «{option}», но голос от неё есть: {place}.",
    ),
    "unknown-answer": (
        "“{found}” at {place} is no answer of this rule: {known}.",
        "«{found}» — не ответ по этому правилу, бывают: {known}. Место: {place}.",
    ),
    "tied-ranks": (
        "By this rule no two options stand on one rank: {place}.",
        "По этому правилу два варианта не ставят на одно место: {place}.",
    ),
    # A secret ballot.
    "not-a-secret": (
        "What ties are drawn from is not of 64 digits and letters a–f: {place}.",
        "То, из чего выводится жребий, должно состоять из 64 цифр и букв a–f: {place}.",
    ),
    "unknown-source": (
        "Where the ballots come from is “{found}”: it has to be “codes” or “belenios”.",
        "Бюллетени взяты из «{found}», а должно быть «codes» или «belenios».",
    ),
    "unfit-codes": (
        "The hashes of the codes are not what this way of voting has: {place}.",
        "Хеши кодов не такие, как бывают при этом способе голосования: {place}.",
    ),
    "more-codes-than-voters": (
        "There are {found} codes, and {picked_up} were picked up.",
        "Кодов: {found}, а получено: {picked_up}.",
    ),
    "more-ballots-than-voters": (
        "There are more ballots than organisations that could vote: {most}.",
        "Бюллетеней больше, чем организаций, которые могли голосовать: {most}.",
    ),
    "not-of-the-codes": (
        "The ballot at {place} belongs to no code that was given out.",
        "Бюллетень не относится ни к одному из выданных кодов: {place}.",
    ),
    # What was typed.
    "not-a-code": ("This is not a code: it has 20 digits and letters.", "Это не код: в нём 20 цифр и букв."),
    "not-a-salt": (
        "“{found}” is no salt: it has 32 digits and letters a–f. Place: {place}.",
        "«{found}» — не соль: в ней 32 цифры и буквы a–f. Место: {place}.",
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


def in_words(refusal: Refusal) -> Refused:
    """Return what to say of a file that is refused, and where in it."""
    told = zip(REFUSALS[refusal.code], _place(refusal.place), _instead(refusal), strict=True)
    english, russian = (
        in_a_line(words.format(**{**refusal.values, "place": place, "instead": instead}))
        for words, place, instead in told
    )
    return Refused(english, russian)


def in_a_line(text: str) -> str:
    """Return what is told of a stranger's file without what a terminal would obey: a forged file may hold it, and say “Confirmed”."""
    return " ".join(without_harm(text).split())


def _place(place: str) -> Words:
    if place in TYPED:
        return TYPED[place]
    if place == "file":
        return THE_FILE
    if found := LINE_AND_COLUMN.fullmatch(place):
        return f"line {found[1]}, character {found[2]}", f"строка {found[1]}, знак {found[2]}"
    # The names in a file are the same in every language.
    name = place.removeprefix("file.")
    return f"“{name}”", f"«{name}»"


def _instead(refusal: Refusal) -> Words:
    if refusal.code != "unfit" or "expected" not in refusal.values:
        return "", ""
    english, russian = KINDS[str(refusal.values["expected"])]
    return f"; expected: {english}", f"; ожидается {russian}"
