from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "tamyr.protection"

    def ready(self) -> None:
        from tamyr.protection import (
            queries,  # noqa: F401
            receivers,  # noqa: F401
        )
        from tamyr.protection.queries import (
            cases,  # noqa: F401
            checkins,  # noqa: F401
            keys,  # noqa: F401
        )
        from tamyr.protection.services import (
            escrow,  # noqa: F401
            naming,  # noqa: F401
        )
