from django.db import models

from tamyr.network.logic.country_names import country_name
from tamyr.shared.languages import language


class Country(models.Model):
    """A country where the network works, or could: which have members is seen from the register."""

    iso3 = models.CharField(max_length=3, primary_key=True)

    class Meta:
        ordering = ("iso3",)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return country_name(self.iso3, language())
