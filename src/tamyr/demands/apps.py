from django.apps import AppConfig


class DemandsConfig(AppConfig):
    name = "tamyr.demands"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tamyr.demands import receivers  # noqa: F401
        from tamyr.demands.queries import desk, news, record  # noqa: F401
