from tamyr.safety.services.audit import record_act
from tamyr.safety.services.letters import send_notices

__all__ = ["record_act", "send_notices"]
