"""The acts of this room."""

from django.urls import path

from tamyr.network.views import admissions, desk, edit_member, members, outbox, partners, register

app_name = "network"

member_acts = [
    path("members/", members.directory, name="members"),
    path("members/members.csv", members.directory_csv, name="members_csv"),
    path("members/feed.xml", members.newest_members, name="newest_members"),
    path("members/count/", members.count_members, name="count_members"),
    path("members/<slug:slug>/", members.member, name="member"),
    path("members/<slug:slug>/edit/", edit_member.edit_member, name="edit_member"),
]

register_acts = [
    path("register/", register.register, name="register"),
    path("register/export.<str:form>", register.export_register, name="export_register"),
    path("register/imports/<uuid:key>/", register.register_import, name="register_import"),
    path("register/imports/<uuid:key>/apply/", register.apply_import, name="apply_import"),
]

partner_acts = [
    path("partners/", partners.partners, name="partners"),
    path("partners/add/", partners.add_partner, name="add_partner"),
    path("partners/<uuid:key>/", partners.edit_partner, name="edit_partner"),
]

joining = [
    path("join/", admissions.join, name="join"),
    path("join/<slug:secret>/", admissions.application, name="application"),
    path("admissions/", admissions.admissions, name="admissions"),
    path("admissions/<uuid:key>/", admissions.admission, name="admission"),
    path("admissions/<uuid:key>/open/", admissions.open_window, name="open_window"),
    path("admissions/<uuid:key>/object/", admissions.raise_objection, name="raise_objection"),
    path("admissions/<uuid:key>/no-objection/", admissions.say_no_objection, name="say_no_objection"),
    path("admissions/<uuid:key>/outcome/", admissions.settle, name="settle"),
    path("objections/<uuid:key>/withdraw/", admissions.withdraw_objection, name="withdraw_objection"),
    path("admission-documents/<uuid:key>/", admissions.document, name="admission_document"),
]

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("outbox/", outbox.outbox, name="outbox"),
    *member_acts,
    *register_acts,
    *partner_acts,
    *joining,
]
