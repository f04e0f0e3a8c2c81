from django.apps import AppConfig


class AddresseesConfig(AppConfig):
    name = "tamyr.addressees"
    default_auto_field = "django.db.models.BigAutoField"
