"""The acts of this room."""

from django.urls import path

from tamyr.demands.views import card, delivering, files, judging, making, public, readers, terms

app_name = "demands"

_LETTER = "<int:number>/letters/<uuid:key>/"
urlpatterns = [
    path("", public.demands, name="demands"),
    path("table.csv", files.table, name="list_table"),
    path("demands.json", files.as_json, name="json"),
    path("feed.xml", files.feed, name="feed"),
    path("answers/", public.answers, name="answers"),
    path("answers/table.csv", files.answers, name="answers_table"),
    path("answers/map.<str:form>", files.answers_picture, name="answers_map"),
    path("late/", public.late, name="late"),
    path("late/table.csv", files.late, name="late_table"),
    path("terms/", terms.terms, name="terms"),
    path("terms/table.csv", terms.table, name="table"),
    path("terms/<country:iso3>/", terms.country, name="country"),
    path("new/", making.sources, name="sources"),
    path("new/write/", making.begin, name="begin"),
    path("<int:number>/", public.demand, name="demand"),
    path("<int:number>/card/", card.card, name="card"),
    path("<int:number>/words/<slug:language>/", making.write, name="write"),
    path("<int:number>/words/<slug:language>/check/", making.check, name="check"),
    path("<int:number>/plan/", making.plan, name="plan"),
    path("<int:number>/agree/", making.agree, name="agree"),
    path("<int:number>/readers/", readers.change, name="readers"),
    path("<int:number>/readers/<uuid:key>/", readers.decide, name="readers_decide"),
    path("<int:number>/back/", making.back, name="back"),
    path("<int:number>/withdraw/", making.withdraw, name="withdraw"),
    path("<int:number>/close/", making.close, name="close"),
    path("<int:number>/letters/new/", delivering.add, name="add"),
    path(_LETTER, delivering.delivery, name="delivery"),
    path(f"{_LETTER}record/", delivering.record, name="record"),
    path(f"{_LETTER}events/<uuid:event>/correct/", delivering.correct, name="correct"),
    path(f"{_LETTER}events/<uuid:event>/take-out/", delivering.take_out, name="take_out"),
    path(f"{_LETTER}next/<slug:kind>/", delivering.step, name="step"),
    path("<int:number>/judge/", judging.judge, name="judge"),
    path("<int:number>/promises/new/", judging.promise, name="promise"),
    path("<int:number>/promises/<uuid:key>/", judging.outcome, name="outcome"),
    path("<int:number>/reply/", judging.reply, name="reply"),
]
