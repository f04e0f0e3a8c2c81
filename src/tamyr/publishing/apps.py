from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "tamyr.publishing"
    label = "publishing"

    def ready(self) -> None:
        from tamyr.publishing import receivers

        receivers.connect()
