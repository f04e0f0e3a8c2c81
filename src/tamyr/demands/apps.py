from django.apps import AppConfig


class DemandsConfig(AppConfig):
    name = "tamyr.demands"
    default_auto_field = "django.db.models.BigAutoField"
