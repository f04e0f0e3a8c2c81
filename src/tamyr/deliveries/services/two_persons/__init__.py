"""What of letters takes two persons beside their release; ``apps.py`` imports this folder."""

from tamyr.deliveries.services.two_persons import again, not_handed

__all__ = ["again", "not_handed"]
