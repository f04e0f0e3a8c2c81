from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "tamyr.notices"

    def ready(self) -> None:
        from tamyr.notices import receivers  # noqa: F401
