"""The one letter that tells of something new: one subject and one text, in both languages, for everybody and everything.

Whoever sees the letter on its way, or in a mailbox that was opened, learns nothing from it.
"""

SUBJECT = "Tamyr"
WORDS = {
    "ru": """\
Для вас есть новое. Войдите на сайт так, как вы делаете это всегда.
В этом письме намеренно нет ни ссылок, ни имён. Мы никогда не пишем иначе:
письмо со ссылкой на вход прислали не мы.
""",
    "en": """\
There is something new for you. Sign in to the site the way you always do.
This letter holds no link and no name on purpose. We never write otherwise:
a letter with a link to sign in is not from us.
""",
}
BODY = "\n".join(WORDS.values())


def parts_of(body: str) -> list[tuple[str, str]]:
    """Return a letter's text in parts, each with its language: empty where the text is not ours."""
    return list(WORDS.items()) if body == BODY else [("", body)]
