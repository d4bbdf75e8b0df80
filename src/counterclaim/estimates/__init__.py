"""Overlap table to estimates and refusals; claims of figures to weighed assessments."""
