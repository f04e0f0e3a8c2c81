"""What public bodies write back: letters taken in whole, told apart, and brought to the demand they answer."""
