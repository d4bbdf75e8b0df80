"""Lists to pairs to persons to an overlap table."""
