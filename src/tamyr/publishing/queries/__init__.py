from tamyr.publishing.queries.visible import (
    files_visible_to,
    pages_visible_to,
    renditions_visible_to,
    stories_visible_to,
)

__all__ = ["files_visible_to", "pages_visible_to", "renditions_visible_to", "stories_visible_to"]
