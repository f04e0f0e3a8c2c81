"""Who is on the site when it starts: an example network to try, or nobody and a way in for the first."""

import sys

from tamyr.config.terminal import said

REMOVE = ".venv/bin/python manage.py example_network remove"


def prepare_people(site: str) -> list[str]:
    """Fill a site for trying, or invite the first coordinator; return what to tell the person at the terminal."""
    from django.conf import settings

    return _example_people(site) if settings.DEMO else _first_coordinator(site)


def refuse_to_try_beside_people() -> None:
    """End a process that is for trying where people or members are real: everybody knows the example’s passwords."""
    from django.conf import settings
    from django.db import DatabaseError

    from tamyr.network.services.example import outside_the_example

    if not settings.DEMO:
        return
    try:
        people, members = outside_the_example()
    except DatabaseError:
        return  # It is not there yet, or does not answer: whoever asks next says so.
    if people or members:
        sys.exit(
            said(
                "The site is not started for trying: it holds people or members that are not of the example "
                f"(people: {people}, members: {members}), and everybody knows the example’s passwords. Start with DEMO=0, or try "
                "things in an empty folder: TAMYR_DATA_DIR=/full/path make run",
                "Сайт не запущен для проб: на нём есть люди и члены сети не из примера "
                f"(людей: {people}, членов сети: {members}), а пароли примера знают все. Запустите с DEMO=0 или "
                "пробуйте в пустой папке: TAMYR_DATA_DIR=/полный/путь make run",
            )
        )


def _example_people(site: str) -> list[str]:
    from django.utils import timezone

    from tamyr.network.services.example import PASSWORD, load_example_network

    refuse_to_try_beside_people()
    load_example_network(at=timezone.now())
    return [
        said("Sign in as an example person, with one press:", "Войти примерным человеком, одним нажатием:"),
        f"  {site}/{said('en', 'ru')}/demo/",
        said(
            f"or by hand: aygul (delegate), cyra (coordinator), emin or erika (editor); password {PASSWORD};",
            f"или вручную: aygul (делегат), cyra (координатор), emin или erika (редактор); пароль {PASSWORD};",
        ),
        said("the code: ", "код: ") + ".venv/bin/python manage.py example_network code",
    ]


def _first_coordinator(site: str) -> list[str]:
    from django.core.management import call_command
    from django.utils import timezone

    from tamyr.network.services.example import is_example_loaded
    from tamyr.network.services.invitations import coordinators_on

    if is_example_loaded():
        sys.exit(
            said(
                "The site holds the example network, whose passwords everybody knows. Take it out with\n"
                f"  {REMOVE}\nor start with DEMO=1.",
                "На сайте пример сети, пароли которой знают все. Уберите его командой\n"
                f"  {REMOVE}\nили запустите с DEMO=1.",
            )
        )
    if coordinators_on(timezone.now().date()):
        return []
    print(
        said(
            "The site is empty. The first coordinator joins by this link, once, within two weeks:",
            "Сайт пуст. Первый координатор входит по этой ссылке, один раз, в течение двух недель:",
        ),
        flush=True,
    )
    call_command("first_coordinator", site=site)
    return []
