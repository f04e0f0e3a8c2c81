"""What waits for one's organisation, in one's own calendar or feed reader: by private addresses that can be taken back."""
