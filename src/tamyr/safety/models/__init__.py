from tamyr.safety.models.audit import AuditHead, AuditLine
from tamyr.safety.models.encrypted import EncryptedTextField, is_sealed, kept_name, opened_json
from tamyr.safety.models.exposure import ExposureLevel
from tamyr.safety.models.letters import Letter

__all__ = [
    "AuditHead",
    "AuditLine",
    "EncryptedTextField",
    "ExposureLevel",
    "Letter",
    "is_sealed",
    "kept_name",
    "opened_json",
]
