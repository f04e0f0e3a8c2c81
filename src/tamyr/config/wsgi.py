"""The door a web server knocks at: ``front`` for granian, ``application`` for any server of WSGI."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from tamyr.config.front import Front

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tamyr.config.settings.base")

application = get_wsgi_application()
front = Front(application, largest_body=settings.LARGEST_BODY)
