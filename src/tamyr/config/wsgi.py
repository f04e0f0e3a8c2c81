"""The door a web server knocks at: ``front`` for granian, ``application`` for any server of WSGI."""

import os
import sys
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from tamyr.config.first_steps import refuse_to_try_beside_people
from tamyr.config.frames import with_room
from tamyr.config.front import Front
from tamyr.config.loading import loading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tamyr.config.settings.base")

# A page takes few milliseconds: at the usual five for each thread that works beside it, it would mostly wait.
sys.setswitchinterval(0.0005)

with loading():
    site = get_wsgi_application()
# Whatever server loads it, not ours alone.
refuse_to_try_beside_people()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    return with_room(site, environ, start_response)


front = Front(application, largest_body=settings.LARGEST_BODY)
