from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "tamyr.consultations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tamyr.consultations import receivers  # noqa: F401
        from tamyr.consultations.queries import desk, news, record  # noqa: F401
        from tamyr.consultations.services import two_persons  # noqa: F401
