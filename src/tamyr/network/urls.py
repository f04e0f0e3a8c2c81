"""The acts of this room."""

from django.urls import path

from tamyr.network.views import members

app_name = "network"

member_acts = [
    path("members/", members.directory, name="members"),
    path("members/members.csv", members.directory_csv, name="members_csv"),
    path("members/feed.xml", members.newest_members, name="newest_members"),
    path("members/count/", members.count_members, name="count_members"),
    path("members/<slug:slug>/", members.member, name="member"),
]

urlpatterns = [*member_acts]
