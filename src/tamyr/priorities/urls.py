"""The acts of this room."""

from django.urls import path, register_converter

from tamyr.priorities.views import discussion, files, merging, moderation, proposals, rounds


class NthConverter:
    """A number in a sequence; one of more digits is no number that the database could look for."""

    regex = "[1-9][0-9]{0,7}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(NthConverter, "nth")

app_name = "priorities"
ROUND = "<nth:number>/"
PROPOSAL = f"{ROUND}proposals/<nth:place>/"

urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("feed.xml", files.feed, name="feed"),
    path("new/", rounds.new_round, name="new_round"),
    path(ROUND, rounds.one_round, name="round"),
    path(f"{ROUND}change/", rounds.change_round, name="change_round"),
    path(f"{ROUND}open/", rounds.begin_round, name="begin_round"),
    path(f"{ROUND}withdraw/", rounds.withdraw_round, name="withdraw_round"),
    path(f"{ROUND}vote/", rounds.put_to_vote, name="put_to_vote"),
    path(f"{ROUND}nothing/", rounds.pass_by, name="pass_by"),
    path(f"{ROUND}feed.xml", files.round_feed, name="round_feed"),
    path(f"{ROUND}table.csv", files.table, name="table"),
    path(f"{ROUND}propose/", proposals.propose, name="propose"),
    path(PROPOSAL, proposals.proposal, name="proposal"),
    path(f"{PROPOSAL}change/", proposals.change, name="change"),
    path(f"{PROPOSAL}withdraw/", proposals.withdraw, name="withdraw"),
    path(f"{PROPOSAL}texts/", proposals.earlier, name="earlier"),
    path(f"{PROPOSAL}translate/<str:code>/", proposals.translate, name="translate"),
    path(f"{PROPOSAL}support/", discussion.support, name="support"),
    path(f"{PROPOSAL}support/back/", discussion.take_support_back, name="take_support_back"),
    path(f"{PROPOSAL}arguments/", discussion.argue, name="argue"),
    path(f"{PROPOSAL}arguments/<uuid:key>/", discussion.answer, name="answer"),
    path(f"{PROPOSAL}evidence/", discussion.evidence, name="evidence"),
    path(f"{PROPOSAL}evidence/quote/", discussion.quote, name="quote"),
    path(f"{PROPOSAL}evidence/<uuid:key>/", discussion.drop_quote, name="drop_quote"),
    path(f"{PROPOSAL}set-aside/", moderation.set_aside, name="set_aside"),
    path(f"{PROPOSAL}merge/<nth:other>/", merging.merge, name="merge"),
    path("mergers/<uuid:key>/", merging.merger, name="merger"),
    path("mergers/<uuid:key>/accept/", merging.accept, name="accept_merger"),
    path("mergers/<uuid:key>/refuse/", merging.refuse, name="refuse_merger"),
    path("set-aside/<uuid:key>/", moderation.moderation, name="moderation"),
    path("set-aside/<uuid:key>/appeal/", moderation.appeal, name="appeal"),
    path("set-aside/<uuid:key>/decide/", moderation.decide, name="decide"),
]
