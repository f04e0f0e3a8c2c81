from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "tamyr.network"

    def ready(self) -> None:
        from tamyr.network import receivers  # noqa: F401
        from tamyr.network.queries.desk import (
            alone,  # noqa: F401
            calls,  # noqa: F401
            news,  # noqa: F401
            proposals,  # noqa: F401
        )
        from tamyr.network.services import two_persons  # noqa: F401
