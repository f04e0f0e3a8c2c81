from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "tamyr.decisions"

    def ready(self) -> None:
        from tamyr.decisions import receivers  # noqa: F401
        from tamyr.decisions.queries import desk, news, record  # noqa: F401
        from tamyr.decisions.services import annulling, extending  # noqa: F401
        from tamyr.decisions.services.secret import belenios  # noqa: F401
