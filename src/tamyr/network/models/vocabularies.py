"""The network's fixed vocabularies. Codes are stored; words come from the catalogues of languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


# Codes of 32 letters at most: most columns that keep one hold no more.
class Theme(models.TextChoices):
    NATIONAL_CLIMATE_POLICY = "national-climate-policy", _("national climate policy")
    UNFCCC_NEGOTIATIONS = "unfccc-negotiations", _("UNFCCC negotiations")
    RENEWABLE_ENERGY = "renewable-energy", _("renewable energy without harm to nature")
    ENERGY_EFFICIENCY = "energy-efficiency", _("energy efficiency and saving")
    FOSSIL_FUEL_PHASE_OUT = "fossil-fuel-phase-out", _("fossil-fuel phase-out")
    JUST_TRANSITION = "just-transition", _("just transition")
    GREEN_COURSE = "green-course", _("green course of cities and governments")
    SUSTAINABLE_TRANSPORT = "sustainable-transport", _("sustainable transport")
    CLEAN_AIR = "clean-air", _("clean air")
    FORESTS = "forests", _("forest protection and restoration")
    ADAPTATION = "adaptation", _("adaptation")
    BIODIVERSITY = "biodiversity", _("biodiversity")
    EDUCATION = "education", _("education and information")
    ACTIVISM = "activism", _("environmental activism")
    MOUNTAINS = "mountains", _("mountain communities and developing countries")


class Direction(models.TextChoices):
    POLICY = "policy", _("ambitious and just climate policy, incl. UNFCCC coordination")
    MOBILISATION = "mobilisation", _("mobilisation at many levels, incl. local communities")
    EXCHANGE = "exchange", _("exchange of experience and knowledge")
    MEDIA = "media", _("media and communication")


class Format(models.TextChoices):
    NDC_WORK = "ndc-work", _("NDC work with authorities and public")
    LEADERSHIP = "leadership", _("leadership of members")
    MOVEMENT = "movement", _("climate movement: joint actions and campaigns")
    MEDIA_WORK = "media-work", _("media work")


class Value(models.TextChoices):
    CLIMATE_JUSTICE = "climate-justice", _("climate justice")
    HORIZONTAL_LEADERSHIP = "horizontal-leadership", _("horizontal leadership")
    SOLIDARITY = "solidarity", _("solidarity and mutual support")
    NON_VIOLENCE = "non-violence", _("non-violence")
    SAFETY = "safety", _("safety of activists")
