"""Open until a moment, organisations speak, then it closes: the one mechanism for all who ask members.

The room keeps no rows of its own. A later room's model inherits ``Procedure``, its voices
``MemberVoice``; services, rules and queries here do for both what no room may do differently.
"""
