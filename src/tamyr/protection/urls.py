"""The acts of this room. No address names what they are about: it stands in histories and on screens."""

from django.urls import path

from tamyr.protection.views import (
    cases,
    checkins,
    keys,
    room,
    writing,
)

app_name = "protection"

urlpatterns = [
    path("", room.room, name="room"),
    path("write/", writing.write, name="write"),
    path("letter/", writing.come_back, name="come_back"),
    path("letter/more/", writing.write_more, name="write_more"),
    path("letters/", cases.letters, name="letters"),
    path("letters/<uuid:key>/", cases.letter, name="letter"),
    path("letters/<uuid:key>/answer/", cases.answer, name="answer"),
    path("letters/<uuid:key>/take/", cases.take, name="take"),
    path("letters/<uuid:key>/close/", cases.close, name="close"),
    path("letters/items/<uuid:key>/", cases.sealed_file, name="sealed_file"),
    path("key/", keys.key, name="key"),
    path("key/file/", keys.key_file, name="key_file"),
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
]
