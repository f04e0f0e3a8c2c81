from django.db import models
from django.utils.translation import gettext_lazy as _


class ExposureLevel(models.TextChoices):
    """Who may see that something exists."""

    PUBLIC = "public", _("public: anybody")
    NETWORK = "network", _("network: people of member organisations")
    CIRCLE = "circle", _("circle: those who work together in a circle")
    SEALED = "sealed", _("sealed: only the member's own people")
