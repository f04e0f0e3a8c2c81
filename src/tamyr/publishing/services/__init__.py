from tamyr.publishing.services.editors import admit_editor, set_up_editors
from tamyr.publishing.services.pages import PageWords, add_story, set_up_site

__all__ = ["PageWords", "add_story", "admit_editor", "set_up_editors", "set_up_site"]
