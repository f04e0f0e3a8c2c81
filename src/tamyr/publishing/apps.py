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
        from tamyr.publishing.forms.editor import asked_by_the_editor
        from tamyr.publishing.forms.pages import PageForm
        from tamyr.publishing.models.second_reading import ReadTwice
        from tamyr.publishing.queries import news, readings, withdrawals  # noqa: F401
        from tamyr.shared.asked import OTHER_MAKERS

        receivers.connect()
        # Models know no forms: what editors fill in is named here, before Wagtail makes its forms.
        ReadTwice.base_form_class = PageForm
        OTHER_MAKERS["wagtail"] = OTHER_MAKERS["wagtail_localize"] = asked_by_the_editor
