"""Claims to incidents, figures, relations, origins and assessments."""
