"""The platform of a climate network: one folder, a room, per stage of its work."""
