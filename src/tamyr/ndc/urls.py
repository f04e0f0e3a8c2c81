"""The acts of this room."""

from django.urls import path

from tamyr.ndc.views import comments, making, submissions, versions

app_name = "ndc"

_ONE, _SECTION = "submissions/<int:number>/", "submissions/<int:number>/sections/<uuid:key>/"
_COMMENT = "submissions/<int:number>/comments/<uuid:key>/"
urlpatterns = [
    path("", versions.countries, name="countries"),
    path("submissions/", submissions.submissions, name="submissions"),
    path(_ONE, submissions.submission, name="submission"),
    path(f"{_ONE}submission.pdf", submissions.pdf, name="pdf"),
    path(f"{_ONE}submission.txt", submissions.text, name="text"),
    path(f"{_ONE}submission.json", submissions.data, name="data"),
    path(f"{_ONE}titles/", making.titles, name="titles"),
    path(f"{_ONE}add/", making.add, name="add"),
    path(_SECTION, making.section, name="section"),
    path(f"{_SECTION}anew/", making.anew, name="anew"),
    path(f"{_SECTION}take-out/", making.take_out, name="take_out"),
    path(f"{_ONE}agree/", making.agree, name="agree"),
    path(f"{_ONE}sign/", making.sign, name="sign"),
    path(f"{_ONE}withdraw/", making.withdraw, name="withdraw"),
    path(f"{_ONE}open/", comments.open_, name="open"),
    path(f"{_ONE}comment/", comments.comment, name="comment"),
    path(f"{_ONE}comments/", comments.comments, name="comments"),
    path(f"{_COMMENT}answer/", comments.answer, name="answer"),
    path(f"{_COMMENT}aside/", comments.aside, name="aside"),
    path(f"{_COMMENT}again/", comments.again, name="again"),
    path(f"{_COMMENT}publish/", comments.publish, name="publish"),
    path(f"{_ONE}ask/", comments.ask, name="ask"),
    path(f"{_ONE}asked/<uuid:key>/back/", comments.link_back, name="link_back"),
    path("asked/<str:secret>/", comments.by_link, name="by_link"),
    path("<country:iso3>/", versions.country, name="country"),
    path("<country:iso3>/submissions/new/", making.begin, name="begin"),
]
