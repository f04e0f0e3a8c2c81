from django.apps import AppConfig


class AdmissionsConfig(AppConfig):
    name = "tamyr.admissions"

    def ready(self) -> None:
        from tamyr.admissions import queries, receivers  # noqa: F401
        from tamyr.admissions.services import holds  # noqa: F401
