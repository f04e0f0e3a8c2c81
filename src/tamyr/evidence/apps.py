from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "tamyr.evidence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tamyr.evidence import receivers
        from tamyr.evidence.queries import judgements, news  # noqa: F401

        receivers.connect()
