from tamyr.addressees.models.changes import Change
from tamyr.addressees.models.channels import Channel
from tamyr.addressees.models.institutions import Institution, InstitutionName
from tamyr.addressees.models.offices import Holder, Office

__all__ = ["Change", "Channel", "Holder", "Institution", "InstitutionName", "Office"]
