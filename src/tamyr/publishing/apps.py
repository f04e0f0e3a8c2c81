from modelsearch.apps import ModelSearchAppConfig


class PublishingConfig(ModelSearchAppConfig):
    """Also stands for Wagtail's search: editors search the pages themselves, so no index copies their words."""

    default = True  # Django would hesitate between this and the one it is made from.
    name = "tamyr.publishing"
    label = "publishing"
    verbose_name = "publishing"
    default_auto_field = "django.db.models.BigAutoField"
    backend_setting_name = "WAGTAILSEARCH_BACKENDS"

    def ready(self) -> None:
        from tamyr.publishing import receivers
        from tamyr.publishing.queries import news, readings, withdrawals  # noqa: F401

        receivers.connect()
