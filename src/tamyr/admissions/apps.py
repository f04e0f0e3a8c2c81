from django.apps import AppConfig


class AdmissionsConfig(AppConfig):
    name = "tamyr.admissions"

    def ready(self) -> None:
        from tamyr.admissions import queries, receivers  # noqa: F401
