from typing import Any

from django.forms.renderers import TemplatesSetting


class HouseForms(TemplatesSetting):
    """Shows every form of the site alike: label, help, what is wrong, then the field."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    # Django reads two templates for each line of a list, which of all countries took half the time of its page.
    drawn_at_once = {"django/forms/widgets/select.html": "ui/select.html"}

    def get_template(self, template_name: str) -> Any:
        return super().get_template(self.drawn_at_once.get(template_name, template_name))
