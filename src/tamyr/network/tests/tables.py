"""Tables for the register in tests: made, uploaded, previewed and applied."""

import html
import io
import re
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

HEAD = "id;name_ru;name_en;country;joined;themes;site"
NEW = ";Пример Новые;Example New;Молдова;17.05.2024;clean air; https://new.example.org/"


def upload(client: Client, content: str | bytes, name: str = "register.csv") -> str:
    """Upload a table; return the address of its preview, or the page that refuses it."""
    data = content.encode() if isinstance(content, str) else content
    answer = client.post("/en/register/", {"file": SimpleUploadedFile(name, data)})
    return answer["Location"] if answer.status_code == 302 else html.unescape(answer.content.decode())


def preview(client: Client, content: str | bytes, name: str = "register.csv") -> str:
    address = upload(client, content, name)
    assert address.startswith("/en/register/imports/"), address
    return page(client, address)


def page(client: Client, address: str) -> str:
    return html.unescape(client.get(address).content.decode())


def apply(client: Client, address: str, state: str | None = None) -> str:
    found = re.findall(r'name="state" value="(\w+)"', page(client, address))
    sent = {"state": state or (found[0] if found else "")}
    return html.unescape(client.post(f"{address}apply/", sent, follow=True).content.decode())


def faults(shown: str) -> list[tuple[str, ...]]:
    rows = re.findall(
        r'<th scope="row">(\d+)</th><td><code>(\w+)</code></td><td>(.*?)<small>', shown, re.DOTALL
    )
    return [tuple(row) for row in rows]


def workbook(*rows: tuple[str | datetime, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
