"""One noun a file: the pages that show it and the changes that people make there."""
