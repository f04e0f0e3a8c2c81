from django.apps import AppConfig


class NdcConfig(AppConfig):
    name = "tamyr.ndc"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tamyr.ndc import receivers  # noqa: F401
        from tamyr.ndc.queries import desk, news  # noqa: F401
