"""The acts of this room."""

from django.urls import path

from tamyr.network.views import (
    account,
    circles,
    demo,
    desk,
    edit_member,
    joining,
    members,
    partners,
    people,
    register,
)
from tamyr.network.views.two_persons import proposals

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
    path("register/exports/<uuid:key>/take/", register.take_export, name="take_export"),
    path("register/imports/<uuid:key>/", register.register_import, name="register_import"),
    path("register/imports/<uuid:key>/apply/", register.apply_import, name="apply_import"),
]

partner_acts = [
    path("partners/list/", partners.partners, name="partners"),
    path("partners/add/", partners.add_partner, name="add_partner"),
    path("partners/<uuid:key>/", partners.edit_partner, name="edit_partner"),
]

invitations = [
    path("invitation/<str:secret>/", joining.invitation, name="invitation"),
    path("invitation/<str:secret>/accept/", joining.accept, name="accept"),
    path("joining/passkey/", joining.by_passkey, name="joining_passkey"),
    path("joining/passkey/asked/", joining.passkey_asked, name="joining_passkey_asked"),
    path("joining/app/", joining.by_app, name="joining_app"),
    path("joining/app/picture/", joining.picture, name="joining_picture"),
    path("joining/codes/", joining.codes, name="joining_codes"),
]
own_account = [
    path("account/", account.account, name="account"),
    path("account/close/", account.close, name="close_account"),
]

people_of_members = [
    path("people/", people.my_people, name="my_people"),
    path("people/roles/", people.roles, name="roles"),
    path("people/roles/invite/", people.invite_to_role, name="invite_to_role"),
    path("people/roles/<uuid:grant_id>/end/", people.end_one_role, name="end_role"),
    path("people/mandates/<uuid:mandate_id>/end/", people.end, name="end_mandate"),
    path("people/<uuid:person_id>/way-back/", people.way_back, name="way_back"),
    path("people/invitations/<uuid:invitation_id>/", people.invitation_link, name="invitation_link"),
    path("people/invitations/<uuid:invitation_id>/revoke/", people.revoke, name="revoke_invitation"),
    path("people/<slug:slug>/", people.people_of, name="people_of"),
    path("people/<slug:slug>/invite/", people.invite_for_member, name="invite_for_member"),
]
working_circles = [
    path("circles/", circles.circles, name="circles"),
    path("circles/start/", circles.start, name="start_circle"),
    path("circles/<slug:slug>/", circles.circle, name="circle"),
    path("circles/<slug:slug>/change/", circles.change, name="change_circle"),
    path("circles/<slug:slug>/end/", circles.end, name="end_circle"),
    path("circles/<slug:slug>/add/", circles.add, name="add_to_circle"),
    path("circles/<slug:slug>/invite/", circles.invite_to_circle, name="invite_to_circle"),
    path("circles/<slug:slug>/seats/<uuid:seat_id>/end/", circles.end_one_seat, name="end_seat"),
    path("circles/<slug:slug>/seats/<uuid:seat_id>/convenor/", circles.name_convenor, name="name_convenor"),
]

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/record/<slug:slug>/", desk.record, name="record"),
    path("desk/record/<slug:slug>/table.csv", desk.record_csv, name="record_csv"),
    path("desk/deadlines.ics", desk.deadlines, name="deadlines"),
    path("demo/", demo.demo, name="demo"),
    path("outbox/", desk.outbox, name="outbox"),
    path("acts/", desk.acts, name="acts"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/<uuid:key>/", proposals.proposal, name="proposal"),
    path("proposals/<uuid:key>/approve/", proposals.approve_one, name="approve_proposal"),
    path("proposals/<uuid:key>/refuse/", proposals.refuse_one, name="refuse_proposal"),
    path("proposals/<uuid:key>/withdraw/", proposals.withdraw_one, name="withdraw_proposal"),
    *member_acts,
    *register_acts,
    *partner_acts,
    *invitations,
    *own_account,
    *people_of_members,
    *working_circles,
]
