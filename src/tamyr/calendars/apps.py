from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "tamyr.calendars"

    def ready(self) -> None:
        from tamyr.calendars import queries  # noqa: F401
