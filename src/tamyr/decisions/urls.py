"""The acts of this room."""

from django.urls import path

from tamyr.decisions.views import (
    belenios,
    casting,
    codes,
    decisions,
    files,
    learning,
    paper,
    preparing,
    proposing,
    secret,
)

app_name = "decisions"

urlpatterns = [
    path("", decisions.decisions, name="decisions"),
    path("recount.py", files.script, name="script"),
    path("how/<slug:rule>/", learning.how, name="how"),
    path("new/", learning.choose_rule, name="choose_rule"),
    path("new/persons/", secret.new, name="new_election"),
    path("code/", codes.ballot, name="ballot"),
    # The name of a number says what it must be (``election``, ``decided``): tests of every page take an
    # example by it.
    path("<int:election>/election/", secret.change, name="change_election"),
    path("<int:election>/stand/", secret.stand, name="stand"),
    path("<int:election>/step-back/", secret.step_back, name="step_back"),
    path("<int:election>/code/", secret.code, name="pick_up"),
    path("<int:election>/belenios/voters.txt", belenios.voters, name="belenios_voters"),
    path("<int:election>/belenios/questions.json", belenios.question, name="belenios_question"),
    path("<int:election>/belenios/fingerprint/", belenios.fingerprint, name="belenios_fingerprint"),
    path("<int:election>/belenios/result/", belenios.result, name="belenios_result"),
    path("new/<slug:rule>/", preparing.new, name="new"),
    path("<int:number>/", decisions.decision, name="decision"),
    path("<int:number>/cast/", casting.cast, name="cast"),
    path("<int:number>/entrust/", casting.entrust, name="entrust"),
    path("<int:number>/take-back/", casting.take_back, name="take_back"),
    path("<int:number>/recuse/", casting.recuse, name="recuse"),
    path("<int:number>/stay-out/", casting.stay_out, name="stay_out"),
    path("<int:number>/paper/", paper.to_print, name="paper"),
    path("<int:number>/enter/", paper.enter, name="enter"),
    path("<int:number>/change/", preparing.change, name="change"),
    path("<int:number>/announce/", preparing.show_to_members, name="announce"),
    path("<int:number>/open/", preparing.open_now, name="open"),
    path("<int:number>/withdraw/", preparing.withdraw, name="withdraw"),
    path("<int:number>/extend/", proposing.extend, name="extend"),
    path("<int:number>/annul/", proposing.annul, name="annul"),
    path("<int:decided>/members.json", files.inside_file, name="inside_file"),
    path("<int:decided>/ballots.<slug:form>", files.ballots_file, name="ballots_file"),
    path("<int:decided>/press/", files.press, name="press"),
    path("<int:decided>/file.json", files.public_file, name="public_file"),
]
