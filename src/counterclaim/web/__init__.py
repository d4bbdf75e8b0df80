"""The web application and its JSON API: one page a noun, nothing fetched from anywhere else."""
