from tamyr.safety.models.audit import AuditHead, AuditLine
from tamyr.safety.models.encrypted import EncryptedTextField, is_sealed, kept_name, name_of, opened_json
from tamyr.safety.models.exposure import ExposureLevel, most_hidden, shows_more
from tamyr.safety.models.letters import Letter
from tamyr.safety.models.proposals import Proposal, Stage

__all__ = [
    "AuditHead",
    "AuditLine",
    "EncryptedTextField",
    "ExposureLevel",
    "Letter",
    "Proposal",
    "Stage",
    "is_sealed",
    "kept_name",
    "name_of",
    "opened_json",
    "most_hidden",
    "shows_more",
]
