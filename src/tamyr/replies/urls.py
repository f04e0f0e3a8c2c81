"""The acts of this room."""

from django.urls import path

from tamyr.replies.views import handling, letters, mailboxes

app_name = "replies"

_LETTER, _FILE, _OURS = "<uuid:key>/", "<uuid:key>/files/<uuid:number>/", "to/<uuid:key>/"
urlpatterns = [
    path("", letters.pen, name="pen"),
    path(_OURS, mailboxes.mailbox, name="mailbox"),
    path(f"{_OURS}open/", mailboxes.open_box, name="open"),
    path(f"{_OURS}sent/", mailboxes.sent, name="sent"),
    path(_LETTER, letters.arrival, name="arrival"),
    path(f"{_LETTER}letter.eml", letters.as_it_came, name="as_it_came"),
    path(f"{_LETTER}place/", handling.place, name="place"),
    path(f"{_LETTER}aside/", handling.aside, name="aside"),
    path(f"{_LETTER}record/", handling.record, name="record"),
    path(f"{_LETTER}words/", handling.words, name="words"),
    path(f"{_LETTER}words/check/", handling.check, name="check"),
    path(_FILE, letters.file, name="file"),
    path(f"{_FILE}copy/", letters.clean_file, name="clean_file"),
    path(f"{_FILE}show/", handling.show_file, name="show_file"),
]
