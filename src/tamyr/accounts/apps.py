from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tamyr.accounts"

    def ready(self) -> None:
        from tamyr.accounts import receivers  # noqa: F401
