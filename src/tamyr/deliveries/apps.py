from django.apps import AppConfig


class DeliveriesConfig(AppConfig):
    name = "tamyr.deliveries"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tamyr.deliveries import receivers  # noqa: F401
        from tamyr.deliveries.queries import desk, ways  # noqa: F401
        from tamyr.deliveries.services import releasing, two_persons  # noqa: F401
