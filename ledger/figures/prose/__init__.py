"""Reading figures in prose: tokens, numbers, quantities, ranges, bounds, and what is not a figure."""
