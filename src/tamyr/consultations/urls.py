"""The acts of this room."""

from django.urls import path

from tamyr.consultations.views import comments, files, how, public, recording

app_name = "consultations"

_COMMENT = "<int:number>/comments/<uuid:key>/"
urlpatterns = [
    path("", public.consultations, name="consultations"),
    path("table.csv", files.table, name="table"),
    path("consultations.json", files.as_json, name="json"),
    path("feed.xml", files.feed, name="feed"),
    path("calendar.ics", files.calendar, name="calendar"),
    path("how/", how.places, name="how"),
    path("how/table.csv", how.table, name="how_table"),
    path("how/<slug:place>/", how.place, name="place"),
    path("new/", recording.record, name="record"),
    path("<int:number>/", public.consultation, name="consultation"),
    path("<int:number>/calendar.ics", files.one_calendar, name="one_calendar"),
    path("<int:number>/change/", recording.change, name="change"),
    path("<int:number>/words/<slug:language>/", recording.write, name="write"),
    path("<int:number>/move/", recording.move, name="move"),
    path("<int:number>/cancel/", recording.cancel, name="cancel"),
    path("<int:number>/outcome/", recording.outcome, name="outcome"),
    path("<int:number>/take-part/", comments.take_part, name="take_part"),
    path("<int:number>/comments/new/", comments.begin, name="begin"),
    path(_COMMENT, comments.comment, name="comment"),
    path(f"{_COMMENT}text/", comments.another, name="another"),
    path(f"{_COMMENT}text/<slug:language>/", comments.write, name="write_comment"),
    path(f"{_COMMENT}text/<slug:language>/check/", comments.check, name="check_comment"),
    path(f"{_COMMENT}readers/", comments.readers, name="readers"),
    path(f"{_COMMENT}hand-over/", comments.hand_over, name="hand_over"),
    path(f"{_COMMENT}withdraw/", comments.withdraw, name="withdraw"),
    path(f"{_COMMENT}uptake/", comments.uptake, name="uptake"),
]
