from django.apps import AppConfig


class NdcConfig(AppConfig):
    name = "tamyr.ndc"
    default_auto_field = "django.db.models.BigAutoField"

