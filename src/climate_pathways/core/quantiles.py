"""The quantiles that every result is told by, and where a chance begins to be called likely."""

LOW, MEDIAN, HIGH = 0.05, 0.5, 0.95
QUANTILES = (LOW, 0.25, MEDIAN, 0.75, HIGH)
# Calibrated language of the IPCC (Mastrandrea et al. 2010): "likely" begins at two thirds.
LIKELY = 0.66
