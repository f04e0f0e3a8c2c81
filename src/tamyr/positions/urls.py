"""The acts of this room."""

from django.urls import path

from tamyr.positions.views import amendments, clauses, files, making, positions, signing

app_name = "positions"

urlpatterns = [
    path("", positions.positions, name="positions"),
    path("feed.xml", files.feed, name="feed"),
    path("new/", positions.begin, name="begin"),
    path("<int:number>/", positions.position, name="position"),
    path("<int:number>/position.pdf", files.pdf, name="pdf"),
    path("<int:number>/position.txt", files.hand_over, name="hand_over"),
    path("<int:number>/making/", making.making, name="making"),
    path("<int:number>/making/changes/", making.changes, name="changes"),
    path("<int:number>/making/add/", making.add, name="add"),
    path("<int:number>/making/open/", making.open_, name="open"),
    path("<int:number>/making/word/", making.word, name="word"),
    path("<int:number>/making/outcome/", making.outcome, name="outcome"),
    path("<int:number>/making/vote/", making.vote, name="vote"),
    path("<int:number>/making/withdraw/", making.withdraw, name="withdraw"),
    path("<int:number>/making/another/", making.another, name="another"),
    path("<int:number>/making/facilitate/", making.facilitate, name="facilitate"),
    path("<int:number>/making/quote/", making.quote, name="quote"),
    path("<int:number>/clauses/<slug:code>/", clauses.clause, name="clause"),
    path("<int:number>/clauses/<slug:code>/write/", clauses.write, name="write"),
    path("<int:number>/clauses/<slug:code>/split/", clauses.split, name="split"),
    path("<int:number>/clauses/<slug:code>/arrange/", clauses.arrange, name="arrange"),
    path("<int:number>/clauses/<slug:code>/translate/", clauses.translate, name="translate"),
    path("<int:number>/clauses/<slug:code>/check/", clauses.check, name="check"),
    path("<int:number>/clauses/<slug:code>/unchanged/", clauses.unchanged, name="unchanged"),
    path("<int:number>/clauses/<slug:code>/comment/", amendments.comment, name="comment"),
    path("<int:number>/clauses/<slug:code>/amend/", amendments.amend, name="amend"),
    path("<int:number>/amendments/<uuid:key>/", amendments.answer, name="answer"),
    path("<int:number>/amendments/<uuid:key>/anew/", amendments.write_anew, name="anew"),
    path("<int:number>/amendments/<uuid:key>/decided/", amendments.decided, name="decided"),
    path("<int:number>/comments/<uuid:key>/withdraw/", amendments.withdraw_comment, name="withdraw_comment"),
    path("<int:number>/signing/", signing.signing, name="signing"),
    path("<int:number>/signing/ask/", signing.ask, name="ask"),
    path("<int:number>/signing/approve/", signing.approve, name="approve"),
    path("<int:number>/signing/sign/", signing.sign, name="sign"),
    path("<int:number>/signing/withdraw/", signing.withdraw, name="withdraw_signature"),
]
