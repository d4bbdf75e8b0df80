"""Numerical kernels on arrays. They know no war, import nothing of ours, and raise ValueError on bad arguments."""
