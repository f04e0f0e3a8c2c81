"""What public bodies are asked for, by which road, and until when they have to answer."""
