"""The acts of this room. No address names what they are about: it stands in histories and on screens."""

from django.urls import path

from tamyr.protection.views import contacts, keyholders, lockdowns, support, travels
from tamyr.protection.views.letters import cases, checkins, keys, room, writing

app_name = "protection"

urlpatterns = [
    path("", room.room, name="room"),
    path("write/", writing.write, name="write"),
    path("letter/", writing.come_back, name="come_back"),
    path("letter/more/", writing.write_more, name="write_more"),
    path("letter/no-hold/", writing.no_hold, name="no_hold"),
    path("letters/", cases.letters, name="letters"),
    path("letters/<uuid:key>/", cases.letter, name="letter"),
    path("letters/<uuid:key>/answer/", cases.answer, name="answer"),
    path("letters/<uuid:key>/take/", cases.take, name="take"),
    path("letters/<uuid:key>/hold/", cases.hold, name="hold"),
    path("letters/<uuid:key>/close/", cases.close, name="close"),
    path("letters/items/<uuid:key>/", cases.sealed_file, name="sealed_file"),
    path("letters/items/<uuid:key>/give/", cases.give, name="give"),
    path("key/", keys.key, name="key"),
    path("key/file/", keys.key_file, name="key_file"),
    path("key/way/", keys.way, name="key_way"),
    path("key/step-down/", keys.leave, name="step_down"),
    path("people/", keys.people, name="people"),
    path("people/name/", keys.name, name="name"),
    path("people/pace/", keys.pace, name="pace"),
    path("people/shared-key/", keys.share, name="share"),
    path("people/<uuid:key>/take-off/", keys.take_off, name="take_off"),
    path("check-in/", checkins.check_in, name="check_in"),
    path("check-in/set/", checkins.set_check_in, name="set_check_in"),
    path("check-in/well/", checkins.confirm, name="confirm_check_in"),
    path("check-in/later/", checkins.put_later, name="put_check_in_later"),
    path("check-in/<uuid:key>/", checkins.told, name="check_in_told"),
    path("trust/", support.support, name="support"),
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
