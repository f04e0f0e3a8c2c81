from django.apps import AppConfig


class RepliesConfig(AppConfig):
    name = "tamyr.replies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tamyr.replies import receivers  # noqa: F401
        from tamyr.replies.queries import desk, news  # noqa: F401
