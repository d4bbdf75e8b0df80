"""One format a file: from values, never from the case."""
