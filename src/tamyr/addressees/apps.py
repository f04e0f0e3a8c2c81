from django.apps import AppConfig


class AddresseesConfig(AppConfig):
    name = "tamyr.addressees"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tamyr.addressees.services import two_persons  # noqa: F401
