from django.apps import AppConfig


class PositionsConfig(AppConfig):
    name = "tamyr.positions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tamyr.positions import receivers  # noqa: F401
        from tamyr.positions.queries import desk, news, record, thread  # noqa: F401
        from tamyr.positions.services.two_persons import unchanged  # noqa: F401
