from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tamyr.accounts"

    def ready(self) -> None:
        from tamyr.accounts import (
            queries,  # noqa: F401
            receivers,  # noqa: F401
        )
