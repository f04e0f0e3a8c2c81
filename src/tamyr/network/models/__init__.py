from tamyr.network.models.circles import Circle, CircleSeat
from tamyr.network.models.countries import Country
from tamyr.network.models.counts import SaidCount
from tamyr.network.models.example import ExampleRow
from tamyr.network.models.members import Member, MembershipChange, MembershipStatus, MemberTheme, MemberWords
from tamyr.network.models.partners import Partner
from tamyr.network.models.people import Invitation, Mandate, MandateKind, Role, RoleGrant
from tamyr.network.models.register import RegisterImport
from tamyr.network.models.visitor import Visitor
from tamyr.network.models.vocabularies import Direction, Format, Theme, Value

__all__ = [
    "Circle",
    "CircleSeat",
    "Country",
    "Direction",
    "ExampleRow",
    "Format",
    "Invitation",
    "Mandate",
    "MandateKind",
    "Member",
    "MemberTheme",
    "MemberWords",
    "MembershipChange",
    "MembershipStatus",
    "Partner",
    "RegisterImport",
    "Role",
    "RoleGrant",
    "SaidCount",
    "Theme",
    "Value",
    "Visitor",
]
