"""An assessment in sentences, chapter by chapter, and what changed between two of them."""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy

if TYPE_CHECKING:
    from climate_pathways.assessment.sentences.answer import answer_sentence
    from climate_pathways.assessment.sentences.axes import axis_topic, turning_text
    from climate_pathways.assessment.sentences.chapters import sentences
    from climate_pathways.assessment.sentences.difference import (
        chapter_name,
        difference_text,
        reason_name,
        reason_text,
        row_name,
        threshold_text,
        value_text,
        years_text,
    )
    from climate_pathways.assessment.sentences.hot_air import hot_air_sentences
    from climate_pathways.assessment.sentences.methane import methane_sentences
    from climate_pathways.assessment.sentences.rating import sensitivity_text, turning
    from climate_pathways.assessment.sentences.speaker import Speaker
    from climate_pathways.assessment.sentences.what_if import choices_said, told
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = [
    "Speaker",
    "answer_sentence",
    "axis_topic",
    "chapter_name",
    "choices_said",
    "difference_text",
    "hot_air_sentences",
    "methane_sentences",
    "reason_name",
    "reason_text",
    "row_name",
    "sensitivity_text",
    "sentences",
    "threshold_text",
    "told",
    "turning",
    "turning_text",
    "value_text",
    "years_text",
]
