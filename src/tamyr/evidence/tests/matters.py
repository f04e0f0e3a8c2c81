"""How tests read a country's page on one matter."""

from django.test import Client


def read(client: Client, matter: str, iso3: str, language: str = "en") -> str:
    answer = client.get(f"/{language}/countries/{iso3.lower()}/{matter}/")
    assert answer.status_code == 200
    return answer.content.decode()
