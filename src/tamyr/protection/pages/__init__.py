"""What the pages of this room show beside their forms: trusted people, lock-downs, journeys, letters and who answers them."""
