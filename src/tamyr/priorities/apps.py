from django.apps import AppConfig


class PrioritiesConfig(AppConfig):
    name = "tamyr.priorities"

    def ready(self) -> None:
        from tamyr.priorities import receivers  # noqa: F401
        from tamyr.priorities.queries import desk, moderation_news, news, record, thread  # noqa: F401
