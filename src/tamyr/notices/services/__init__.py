from tamyr.notices.services.happenings import announce, forget_scope, settle

__all__ = ["announce", "forget_scope", "settle"]
