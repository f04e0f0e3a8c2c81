from django.apps import AppConfig


class PrioritiesConfig(AppConfig):
    name = "tamyr.priorities"

    def ready(self) -> None:
        from tamyr.priorities import receivers  # noqa: F401
        from tamyr.priorities.queries import desk, news, thread  # noqa: F401
