"""One API of the site: the questions of its rooms behind one address and one description."""

from django.urls import include, path

from tamyr.demands.api import router as demands
from tamyr.evidence.api import VERSION, api, patterns, schema

# The evidence was there first: it keeps what is the same for every question.
api.add_router("", demands)
urls = [path(f"api/{VERSION}/", include((patterns(), "evidence-api")))]

__all__ = ["schema", "urls"]
