"""The room where members hear of consultations and hearings, and take part in them."""
