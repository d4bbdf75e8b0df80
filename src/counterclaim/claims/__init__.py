"""Report to attributions, claims and labels."""
