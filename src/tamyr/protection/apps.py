from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "tamyr.protection"

    def ready(self) -> None:
        from tamyr.protection import receivers  # noqa: F401
        from tamyr.protection.queries import (
            cases,  # noqa: F401
            checkins,  # noqa: F401
            desk,  # noqa: F401
            keyholders,  # noqa: F401
            keys,  # noqa: F401
            news,  # noqa: F401
        )
        from tamyr.protection.services import keyholders as keyholder_kinds  # noqa: F401
        from tamyr.protection.services.letters import (
            escrow,  # noqa: F401
            holds,  # noqa: F401
            naming,  # noqa: F401
        )
