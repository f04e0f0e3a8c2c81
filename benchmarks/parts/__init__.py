"""What several benchmarks share; none of these runs by itself."""
