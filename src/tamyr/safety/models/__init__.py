from tamyr.safety.models.audit import AuditHead, AuditLine
from tamyr.safety.models.encrypted import EncryptedTextField, kept_name
from tamyr.safety.models.exposure import ExposureLevel
from tamyr.safety.models.letters import Letter

__all__ = ["AuditHead", "AuditLine", "EncryptedTextField", "ExposureLevel", "Letter", "kept_name"]
