from tamyr.evidence.services.figures import load_assessments, load_figures
from tamyr.evidence.services.judgements import (
    Proposal,
    add_example_judgement,
    propose_judgement,
    publish_judgement,
    speak_on_judgement,
    withdraw_judgement,
)
from tamyr.evidence.services.outcomes import PromiseFacts, forget_outcome, record_outcome, withdraw_outcome

__all__ = [
    "PromiseFacts",
    "Proposal",
    "add_example_judgement",
    "forget_outcome",
    "load_assessments",
    "load_figures",
    "propose_judgement",
    "publish_judgement",
    "record_outcome",
    "speak_on_judgement",
    "withdraw_judgement",
    "withdraw_outcome",
]
