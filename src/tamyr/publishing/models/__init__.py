from tamyr.publishing.models.editors import GROUP, holds_editing
from tamyr.publishing.models.pages import (
    AboutPage,
    ArticlePage,
    ContactPage,
    GuidePage,
    GuidesPage,
    HomePage,
    NewsPage,
    PartnersPage,
    Story,
    StoryTheme,
)
from tamyr.publishing.models.second_reading import (
    NotRead,
    OwnWork,
    SecondReading,
    check_never_public,
    going_live,
    taking_back,
)
from tamyr.publishing.models.uploads import (
    ON_A_PAGE,
    File,
    Picture,
    Rendition,
    clean_before_keeping,
    fresh_picture,
)
from tamyr.publishing.models.withdrawals import Withdrawal

__all__ = [
    "GROUP",
    "ON_A_PAGE",
    "AboutPage",
    "ArticlePage",
    "ContactPage",
    "File",
    "GuidePage",
    "GuidesPage",
    "HomePage",
    "NewsPage",
    "NotRead",
    "OwnWork",
    "PartnersPage",
    "Picture",
    "Rendition",
    "SecondReading",
    "Story",
    "StoryTheme",
    "Withdrawal",
    "check_never_public",
    "clean_before_keeping",
    "fresh_picture",
    "going_live",
    "holds_editing",
    "taking_back",
]
