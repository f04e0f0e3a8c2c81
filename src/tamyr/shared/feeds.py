from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed

NETWORK_BEGAN_AT = datetime(2008, 1, 1, tzinfo=UTC)


class DatedFeed(Atom1Feed):
    """A feed that changes only with its entries: the stock one dates an empty feed by the clock."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=NETWORK_BEGAN_AT)
