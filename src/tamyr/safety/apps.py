from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "tamyr.safety"
    label = "safety"

    def ready(self) -> None:
        from tamyr.safety import receivers  # noqa: F401
