from django.forms.renderers import TemplatesSetting


class HouseForms(TemplatesSetting):
    """Shows every form of the site alike: label, help, what is wrong, then the field."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
