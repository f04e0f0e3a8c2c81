from django.utils.translation import get_language

from climate_pathways.core.wording import LANGUAGES, SOURCE_LANGUAGE


def language() -> str:
    """Return the language of the address, as the science names it."""
    code = get_language() or SOURCE_LANGUAGE
    return code if code in LANGUAGES else SOURCE_LANGUAGE
