"""The acts of this room."""

from django.urls import path

from tamyr.protection.views import contacts, keyholders, lockdowns, support, travels

app_name = "protection"

urlpatterns = [
    path("", support.support, name="support"),
    path("contacts/", contacts.own_contacts, name="own_contacts"),
    path("contacts/<uuid:key>/accept/", contacts.accept, name="accept_contact"),
    path("contacts/<uuid:key>/end/", contacts.end, name="end_contact"),
    path("members/<slug:slug>/", contacts.contacts_of_member, name="contacts_of_member"),
    path("accounts/<uuid:key>/", lockdowns.account, name="account"),
    path("organisations/<uuid:key>/", lockdowns.organisation, name="organisation"),
    path("matters/<uuid:key>/", lockdowns.matter, name="matter"),
    path("matters/<uuid:key>/back/", lockdowns.take_back, name="take_back"),
    path("matters/<uuid:key>/open/", lockdowns.open_again, name="open_again"),
    path("matters/<uuid:key>/longer/", lockdowns.longer, name="longer"),
    path("keyholders/", keyholders.keyholders, name="keyholders"),
    path("keyholders/name/", keyholders.name_keyholder, name="name_keyholder"),
    path("keyholders/<uuid:key>/end/", keyholders.end_keyholder, name="end_keyholder"),
    path("travel/", travels.travel, name="travel"),
    path("travel/stay/", travels.stay, name="stay"),
    path("travel/<uuid:key>/", travels.journey, name="journey"),
    path("travel/<uuid:key>/back/", travels.back, name="back"),
    path("travel/<uuid:key>/not-back/", travels.not_back, name="not_back"),
    path("page/", travels.own_page, name="own_page"),
]
