"""When the code breaks, the reader gets a page in their language and the log gets the reason."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.urls import path

from tamyr.config import urls


def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the view broke")


urlpatterns = [path("broken/", break_down), *urls.urlpatterns]
handler500 = urls.handler500


@pytest.mark.parametrize("language", ["ru", "en"])
@override_settings(ROOT_URLCONF=__name__)
def test_a_failure_is_a_page_in_the_readers_language(language: str, caplog: pytest.LogCaptureFixture) -> None:
    client = Client(raise_request_exception=False)
    answer = client.get("/broken/", headers={"accept-language": language})
    page = answer.content.decode()
    assert answer.status_code == 500
    assert f'<html lang="{language}"' in page
    assert "RuntimeError" not in page
