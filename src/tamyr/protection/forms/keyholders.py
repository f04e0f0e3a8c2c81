from django import forms
from django.utils.translation import gettext_lazy as _

from tamyr.network.models import Country
from tamyr.network.models.countries import of_today
from tamyr.protection.forms.contacts import NameContactForm


class KeyholderForm(NameContactForm):
    country = forms.ModelChoiceField(
        label=_("Country where they live"), queryset=Country.objects.filter(of_today())
    )
