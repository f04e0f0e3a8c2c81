"""The acts of this room."""

from django.urls import path

from tamyr.deliveries.views import batches, desk, missives, proofs

app_name = "deliveries"

_DEMAND, _TEXT = "<int:number>/", "<int:number>/text/<slug:code>/"
_BATCH, _MISSIVE = "batches/<uuid:key>/", "letters/<uuid:key>/"
_DRAFT = f"{_MISSIVE}draft/<uuid:number>/"
urlpatterns = [
    path(_DEMAND, desk.desk, name="desk"),
    path(f"{_DEMAND}prepare/", desk.prepare, name="prepare"),
    path(_TEXT, desk.text, name="text"),
    path(f"{_TEXT}check/", desk.check, name="check"),
    path(_BATCH, batches.batch, name="batch"),
    path(f"{_BATCH}propose/", batches.propose, name="propose"),
    path(f"{_BATCH}off/", batches.off, name="off"),
    path(_MISSIVE, missives.letter, name="letter"),
    path(f"{_MISSIVE}letter.pdf", missives.paper, name="paper"),
    path(f"{_MISSIVE}fields/", missives.fields, name="fields"),
    path(f"{_MISSIVE}decide/", missives.decide, name="decide"),
    path(f"{_MISSIVE}again/", missives.again, name="again"),
    path(f"{_MISSIVE}handed/", proofs.handed, name="handed"),
    path(f"{_MISSIVE}not-handed/", missives.not_handed, name="not_handed"),
    path(f"{_DRAFT}drop/", proofs.drop, name="drop"),
    path(f"{_DRAFT}<int:page>/", proofs.draft_page, name="draft_page"),
    path(f"{_MISSIVE}receipts/<uuid:number>/", proofs.receipt, name="receipt"),
]
